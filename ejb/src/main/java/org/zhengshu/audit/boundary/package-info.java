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
 *   <li>AUD-30 Each entry has one form through every door: who, of which department and system, for
 *       which purpose, matter, grant, resource and items, with which outcome; a refusal keeps what
 *       was known, and only an answer has rows.
 *   <li>AUD-31 When a call is about persons or organisations, its entry commits to their keyed
 *       hashes, also when the granted items do not name them; no number is kept in clear.
 *   <li>AUD-32 When an auditor searches, the platform gives each entry once, in pages that stay
 *       stable while the log grows.
 *   <li>AUD-33 When a data subject asks who saw the data, the platform groups departments, systems,
 *       purposes, resources and items, and records case and reason of the request.
 *   <li>AUD-34 When a trace is followed, the platform gives all its entries over all logs of the
 *       node in the order of time, each with its proof.
 *   <li>AUD-35 What is exported is checked without the node, by the same checker.
 *   <li>AUD-36 If an entry is redacted, two people did it under a named article; its text is gone,
 *       the log stays whole, and its receipt says who and why.
 *   <li>AUD-37 When entries are older than the rules ask, the platform moves them into checked files
 *       with their proofs; before, it keeps them on line.
 *   <li>AUD-38 When a whole log is checked on line, the files of the archive are part of it.
 *   <li>AUD-39 If the owner of the database changes the log, the check names it; if all is
 *       recomputed and signed anew, an earlier receipt or checkpoint exposes it.
 * </ul>
 */
package org.zhengshu.audit.boundary;
