/**
 * What all features share (公共): calls, actors, roles, operations, problems, pages, numbers of
 * people and bodies.
 *
 * <ul>
 *   <li>KRN-1 When an actor calls an operation, the platform lets the call through only if the
 *       operation is open, is for everybody signed in, or names one of the actor's roles.
 *   <li>KRN-2 If a record has invalid values, the platform refuses the call and names each place,
 *       rule and value.
 *   <li>KRN-3 If something unexpected is thrown, the platform answers with an internal problem and
 *       tells nothing of its cause.
 *   <li>KRN-4 If somebody else changed the same thing meanwhile, the platform refuses the later
 *       change as a conflict.
 *   <li>KRN-5 When a list is asked for, the platform gives pages counted from one, of at most 200
 *       rows.
 *   <li>KRN-6 Each failure has one stable code, one status and a title in both languages.
 *   <li>KRN-7 If the check character of a social credit code (统一社会信用代码) is wrong, the platform
 *       refuses the code.
 *   <li>KRN-8 When a citizen's number (公民身份号码) is printed, the platform masks it.
 *   <li>KRN-9 If JSON has unknown or repeated fields, wrong types or too deep a nesting, the
 *       platform refuses it.
 *   <li>KRN-10 While the bodies and answers in memory take more bytes than the operator allows, the
 *       platform tells callers with large ones to retry and serves small ones.
 *   <li>KRN-11 While the platform is read-only, it refuses acts and says when to come back; reads
 *       and exchange are answered and their entries are written.
 *   <li>KRN-12 While a server is drained, it is not ready at once, refuses new calls after the
 *       grace, and finishes those in flight.
 *   <li>KRN-13 When a SOAP call comes in version 1.1 or 1.2, in UTF-8, GBK or GB 18030, with or
 *       without WS-Addressing and attachments, the platform answers it in kind; a refusal too,
 *       whoever refuses.
 *   <li>KRN-14 If a message names an address to fetch from or to answer to, the platform calls
 *       nobody.
 *   <li>KRN-15 If a forwarded address does not come from a proxy that the operator named, the
 *       platform passes it over.
 *   <li>KRN-16 If a UsernameToken (用户名令牌) is no digest and did not come over TLS, or its digest
 *       came before or is outside the window, the platform refuses the call.
 *   <li>KRN-17 If a body comes more slowly than the operator allows, the platform refuses the call
 *       and closes the connection, so that slow senders do not occupy the server.
 *   <li>KRN-18 Numbers of citizens and mobile numbers are masked in every line of the server's log,
 *       those in the messages of exceptions too.
 * </ul>
 */
package org.zhengshu.kernel.boundary;
