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
 * </ul>
 */
package org.zhengshu.audit.boundary;
