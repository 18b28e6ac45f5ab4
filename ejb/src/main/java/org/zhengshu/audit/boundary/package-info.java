/**
 * The evidence log and its receipts (审计与透明日志).
 *
 * <ul>
 *   <li>AUD-1 When an act succeeds, the platform commits the act and its entry together and answers
 *       with a receipt that verifies.
 *   <li>AUD-2 If an act fails, the platform keeps nothing of it, and records the refusal.
 *   <li>AUD-3 While more entries wait than the log can take, the platform tells callers to retry
 *       and answers nothing that is not recorded.
 *   <li>AUD-4 Each entry names actor, action, outcome, door and trace, and holds the SM3 and
 *       SHA-256 digests of the very answer.
 *   <li>AUD-5 When the server of a log is gone, another server of the node sequences what that log
 *       lacks and seals it; while a server writes its log, nobody else does.
 *   <li>AUD-6 When a server comes back to a log that was sealed, it says so in the log and goes on
 *       with it.
 *   <li>AUD-7 If a caller stops waiting while its entry may be written, the platform says that the
 *       outcome is not known and where it will be seen.
 *   <li>AUD-8 While signing takes longer than the operator allows, the platform reports the signer
 *       in its health and lets nobody wait behind it.
 *   <li>AUD-9 While the clock is behind the newest checkpoint by more than a tolerance, the
 *       platform signs nothing, says both times, and goes on by itself when the clock has caught
 *       up.
 *   <li>AUD-10 While the database cannot store entries, the platform refuses or says what follows
 *       later; it goes on by itself when the database can.
 *   <li>AUD-11 When a receipt is fetched, the platform gives it whichever server of the node wrote
 *       or finished the log.
 *   <li>AUD-12 When a log is opened, the platform computes the leaves that its older rows lack.
 *   <li>AUD-40 When the newest checkpoint moved, the platform has its stored bytes time-stamped by
 *       the built-in or the outside authority.
 *   <li>AUD-41 While the time-stamp authority fails or answers nonsense, calls are answered as
 *       ever, receipts say that the time-stamp is pending, health says since when, and a later
 *       round completes them.
 *   <li>AUD-42 If a token is not for the checkpoint, not for the request, or leads to no configured
 *       root, the platform does not store it.
 *   <li>AUD-43 A completed receipt is anchored at the first time-stamped checkpoint that covers its
 *       entry, in JSON and compact form, and verifies offline with nothing but the roots, also when
 *       the server is gone; the receipt as first given stays the same byte for byte.
 *   <li>AUD-44 When the keys of the log are replaced, receipts of before verify as they did.
 *   <li>AUD-45 If a certificate of the log is revoked, receipts that were time-stamped before stay
 *       valid, and a receipt that was time-stamped later is refused.
 * </ul>
 */
package org.zhengshu.audit.boundary;
