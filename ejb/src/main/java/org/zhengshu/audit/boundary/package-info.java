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
 *   <li>AUD-13 The platform serves the newest checkpoint, tiles and entry bundles of each log of
 *       the node as C2SP tlog-tiles says; tiles are the same whenever they are computed, and places
 *       beyond the checkpoint are not found.
 *   <li>AUD-14 When a watched log submits a checkpoint that extends the last one co-signed, the
 *       platform co-signs it, after it has made it durable; whatever else is submitted is refused
 *       with the status that C2SP tlog-witness names.
 *   <li>AUD-15 If a watched log shows a history that does not extend the last one co-signed, the
 *       platform refuses it and reports an incident with both checkpoints, which is also an entry.
 *   <li>AUD-16 While witnesses are entered, the platform takes the newest checkpoint to each of
 *       them, keeps lines that one of its configured keys signed, and shows its lag and trouble.
 *   <li>AUD-17 If the archived checkpoint or a witness knows a longer or a different history of the
 *       own log, the platform stops writing, tells callers so, and reports an incident.
 *   <li>AUD-18 While writing is stopped, administrators can sign in, read the incidents and decide;
 *       their entries follow when the log is written again.
 *   <li>AUD-19 When the audit administrator decides on a new log, the platform closes the log and
 *       begins the next generation with that decision: who, why, and what was lost; receipts of
 *       both verify.
 *   <li>AUD-20 The platform asks only http and https addresses that an administrator entered,
 *       follows no redirect, and gives up answers that are too large or too slow; a claim without a
 *       signature of the own log can be closed by a person.
 *   <li>AUD-21 Each entry has one form through every door: who, of which department and system, for
 *       which purpose, matter, grant, resource and items, with which outcome; a refusal keeps what
 *       was known, and only an answer has rows.
 *   <li>AUD-22 When a call is about persons or organisations, its entry commits to their keyed
 *       hashes, also when the granted items do not name them; no number is kept in clear.
 *   <li>AUD-23 When an auditor searches, the platform gives each entry once, in pages that stay
 *       stable while the log grows.
 *   <li>AUD-24 When a data subject asks who saw the data, the platform groups departments, systems,
 *       purposes, resources and items, and records case and reason of the request.
 *   <li>AUD-25 When a trace is followed, the platform gives all its entries over all logs of the
 *       node in the order of time, each with its proof.
 *   <li>AUD-26 What is exported is checked without the node, by the same checker.
 *   <li>AUD-27 If an entry is redacted, two people did it under a named article; its text is gone,
 *       the log stays whole, and its receipt says who and why.
 *   <li>AUD-28 When entries are older than the rules ask, the platform moves them into checked
 *       files with their proofs; before, it keeps them on line.
 *   <li>AUD-29 When a whole log is checked on line, the files of the archive are part of it.
 *   <li>AUD-30 If the owner of the database changes the log, the check names it; if all is
 *       recomputed and signed anew, an earlier receipt or checkpoint exposes it.
 *   <li>AUD-31 When the newest checkpoint moved, the platform has its stored bytes time-stamped by
 *       the built-in or the outside authority.
 *   <li>AUD-32 While the time-stamp authority fails or answers nonsense, calls are answered as
 *       ever, receipts say that the time-stamp is pending, health says since when, and a later
 *       round completes them.
 *   <li>AUD-33 If a token is not for the checkpoint, not for the request, or leads to no configured
 *       root, the platform does not store it.
 *   <li>AUD-34 A completed receipt is anchored at the first time-stamped checkpoint that covers its
 *       entry, in JSON and compact form, and verifies offline with nothing but the roots, also when
 *       the server is gone; the receipt as first given stays the same byte for byte.
 *   <li>AUD-35 When the keys of the log are replaced, receipts of before verify as they did.
 *   <li>AUD-36 If a certificate of the log is revoked, receipts that were time-stamped before stay
 *       valid, and a receipt that was time-stamped later is refused.
 *   <li>AUD-37 If the server dies while it archives, nothing is lost and nothing is there twice; a
 *       file that was not registered is never believed, and the job goes on after the start.
 *   <li>AUD-38 When a check is cancelled, it ends as cancelled; when its server dies, it is shown
 *       as interrupted and may be started again.
 *   <li>AUD-39 If an archived entry is redacted, the platform writes its part anew without the
 *       text, checks and registers it with the act, and deletes the file that has the text; while
 *       the registered file is not there, it refuses and changes nothing.
 *   <li>AUD-40 If a redacted entry is in the log of another server, an entry of that log says who
 *       and why, also when it is sealed; in a log that nobody goes on with nothing is redacted.
 *   <li>AUD-41 While revocation lists of an outside time-stamp authority are configured, the
 *       platform stores no token whose certificates they revoke or leave out, and its receipts
 *       carry the lists.
 * </ul>
 */
package org.zhengshu.audit.boundary;
