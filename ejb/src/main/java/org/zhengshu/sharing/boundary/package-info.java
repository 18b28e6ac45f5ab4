/**
 * Sharing requests and grants (共享申请与授权).
 *
 * <ul>
 *   <li>SHR-1 When a request is submitted, it waits for the first step of the rules, and goes on to
 *       the next with each agreement.
 *   <li>SHR-2 When the last step agrees, the request is approved.
 *   <li>SHR-3 If a request is already approved, rejected or withdrawn, the platform refuses any
 *       further decision.
 *   <li>SHR-4 When the rules ask for no decision, the request is granted at once (无条件共享).
 *   <li>SHR-5 When a request is approved, the grant is the approved request word for word, until
 *       the end of its last day in China.
 *   <li>SHR-6 If a grant has ended or is revoked, the platform refuses its use.
 *   <li>SHR-7 If a call states another purpose or matter than the granted one, the platform refuses
 *       it.
 *   <li>SHR-8 If a grant is revoked already, the platform refuses to revoke it again.
 *   <li>SHR-9 If the resource is not published, or a wished item is not shared, the platform
 *       refuses the request.
 *   <li>SHR-10 If a request has gaps, the platform refuses it and names all of them at once
 *       (一次性告知).
 *   <li>SHR-11 When items of several share types are wished, the strictest of them decides the way
 *       of the request.
 *   <li>SHR-12 When somebody asks beforehand (事前告知), the platform tells who would decide, until
 *       when, by which article and what must be stated, as for a request submitted at that moment.
 *   <li>SHR-13 When the officer whose step it is sends a request back (退回补正), it waits for its
 *       department, which is told the members to be supplemented and why; until then nobody decides
 *       on it, and it may be withdrawn.
 *   <li>SHR-14 If the days for sending back are over, or it was sent back as often as the rules
 *       allow, the platform refuses it.
 *   <li>SHR-15 When a request is supplemented (补正), exactly the members change for which it was
 *       sent back; what they were stays visible, and the step that had sent it back goes on.
 *   <li>SHR-16 While a request is away the time of its reply stands still, where the rules say so,
 *       and goes on with the working days that were left.
 *   <li>SHR-17 If somebody supplements what he has not read, or approves or rejects it and names
 *       what he has read, the platform refuses it.
 *   <li>SHR-18 When the days for the supplement are over, the platform ends the request as the
 *       rules say (逾期未补正).
 *   <li>SHR-19 When the requesting department reminds the deciding one (催办), the request shows how
 *       often and when; not more often than the rules allow.
 *   <li>SHR-20 When somebody asks who uses a resource (资源使用情况), the platform names the departments
 *       to its provider and to the authority, and tells everybody else their number.
 * </ul>
 */
package org.zhengshu.sharing.boundary;
