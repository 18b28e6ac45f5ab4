/**
 * The exchange (数据交换): queries under a grant.
 *
 * <ul>
 *   <li>EXC-1 When a system queries under its grant through either door, the rows leave with a
 *       receipt that verifies offline.
 * </ul>
 */
package org.zhengshu.exchange.boundary;
