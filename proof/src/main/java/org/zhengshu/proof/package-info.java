/**
 * Offline checking of the platform's evidence (存证核验): Merkle log, checkpoints, receipts, and the
 * command line tool for them.
 *
 * <ul>
 *   <li>PRF-1 If any byte of a receipt or of the message it covers differs, the check fails and
 *       names the failed part.
 *   <li>PRF-2 A receipt is checked only against trust anchors given by the caller, never by
 *       anything in the receipt.
 *   <li>PRF-3 Every signature line of a checkpoint matches a certificate that names the log's
 *       origin and verifies; a line of an unknown key fails the check.
 *   <li>PRF-4 Every parser of outside input has limits of size and depth.
 *   <li>PRF-5 A hash or entry from a log's tiles is answered only when the root of the checkpoint
 *       proves it.
 *   <li>PRF-6 In a note, lines of unknown keys are passed over, but a wrong signature of a known
 *       key refuses the note, and so does the lack of any of a known key.
 *   <li>PRF-7 The origin of a log says its hash function for good; a checkpoint of an SM3 log needs
 *       an SM2 signature.
 *   <li>PRF-8 A witness cosigns only what extends the checkpoint it cosigned last; two histories
 *       are reported with both signed checkpoints.
 *   <li>PRF-9 A time-stamp counts only for the exact bytes of the checkpoint; a certificate revoked
 *       at or before the proven instant fails the receipt, one revoked later does not.
 *   <li>PRF-20 When a stored log is checked, every entry that is missing, changed, reordered or
 *       added outside the log is named by its place, and one fault does not accuse the entries
 *       behind it.
 *   <li>PRF-21 When a readable column differs from the entry that the leaf commits to, the check
 *       names the entry and the column.
 *   <li>PRF-22 Every checkpoint of a log is verified with the certificates of its keyset, valid
 *       when its entries were made, up to the caller's anchors.
 *   <li>PRF-23 The content of an entry may be absent only if an intact entry of the log records its
 *       redaction; its leaf still counts.
 *   <li>PRF-24 A log that was rewritten as a whole, also with new signatures, or rolled back is
 *       exposed by any earlier receipt or checkpoint that is given.
 *   <li>PRF-25 Checking a log takes memory that does not grow with the log.
 * </ul>
 */
package org.zhengshu.proof;
