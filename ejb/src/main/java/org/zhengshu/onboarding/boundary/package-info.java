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
 *   <li>ONB-9 When an integrator registers a system of the own department, it reaches the sandbox
 *       at once and nothing else; roles wait for the system administrator.
 *   <li>ONB-10 The integrator issues, renews and revokes the credentials of the own department's
 *       systems and of no others; keys and secrets that the platform makes are shown once.
 *   <li>ONB-11 When a system is approved, it has the roles that it asked for, and what it used in
 *       the sandbox is revoked.
 *   <li>ONB-12 The integrator sees the calls of the own department's systems with outcome, time and
 *       trace, and how they stand against their limits.
 *   <li>ONB-13 The sandbox holds generated data only and says so in its title and in each answer.
 *   <li>ONB-14 When a caller tests the connection, the platform says of network, clock,
 *       certificate, credential and grant which is wrong, in both languages, about that very call
 *       and without any secret; nothing is counted. Where a message signature does not verify, it
 *       says what the signature covers as the node sees it, and which component differs.
 *   <li>ONB-15 Whose department has a grant on a resource downloads a kit for it: samples that run
 *       unchanged with the node's real address, the grant's purpose, matter and items and a message
 *       signature that the node checks; without any key, and with nothing in a script that a person
 *       wrote.
 * </ul>
 */
package org.zhengshu.onboarding.boundary;
