/**
 * How systems get in and how much they may ask (系统接入).
 *
 * <ul>
 *   <li>ONB-1 When a caller asks faster than its limit, more at once, or with a larger body, the
 *       platform refuses through either door with the same problem, says when to come back, and
 *       touches no data.
 *   <li>ONB-2 While one caller is refused for its limits, the platform answers the others.
 *   <li>ONB-3 Each answer to an authenticated caller tells its limits and what is left of them.
 *   <li>ONB-4 When the system administrator gives a system or a grant limits of its own, they hold
 *       from the next call on; what is left out follows the node's default.
 *   <li>ONB-5 The log has the first refusal of a caller in a minute and the number of the others,
 *       so that a flood cannot fill it.
 *   <li>ONB-6 When an act with an idempotency key arrives again, the platform gives the very answer
 *       of the first time with its receipt and does nothing twice, also after a crash.
 *   <li>ONB-7 If an idempotency key comes with another request, the platform refuses it.
 *   <li>ONB-8 If a call takes longer in the database than it may, the platform breaks it off and
 *       says so.
 * </ul>
 */
package org.zhengshu.onboarding.boundary;
