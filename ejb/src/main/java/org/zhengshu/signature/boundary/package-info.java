/**
 * Keys and signatures of the node (签名验签): for the log, for documents and for messages.
 *
 * <ul>
 *   <li>SIG-1 If a key is not that of its certificate, the platform signs nothing with it.
 * </ul>
 */
package org.zhengshu.signature.boundary;
