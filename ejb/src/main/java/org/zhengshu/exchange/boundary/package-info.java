/**
 * The exchange (数据交换): queries under a grant, and the services that each resource has of its own.
 *
 * <ul>
 *   <li>EXC-1 When a system queries under its grant through either door, the rows leave with a
 *       receipt that verifies offline.
 *   <li>EXC-2 When a published entry is mounted, the platform gives its own OpenAPI document and
 *       its own WSDL, made from its data items, to whoever may see the entry.
 *   <li>EXC-3 While an entry is not published, its services answer like those of a code that does
 *       not exist.
 *   <li>EXC-4 When a system calls the services of a resource, by key, by condition, by many keys or
 *       to verify or count, only what its grant holds leaves, and each call counts once.
 *   <li>EXC-5 When rows leave as JSON, XML, CSV or lines of JSON, the receipt covers the bytes of
 *       the body before compression, and no text of a CSV file is a formula.
 *   <li>EXC-6 When a newer revision of an entry is published, the platform keeps the services of
 *       the older one for their notice, tells their callers until when, offers what the entry still
 *       has, and after it says where the newest is.
 *   <li>EXC-7 When somebody who may see an entry tries it (在线试用), the platform answers by key or by
 *       condition with rows generated from its data items, the same for the same query, says that
 *       they are not real, and reads no mounted data.
 *   <li>EXC-8 When a credential, a system, a grant or an entry is changed, by whatever way and on
 *       whichever server, the very next query is answered or refused by what it is then.
 * </ul>
 */
package org.zhengshu.exchange.boundary;
