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
 * </ul>
 */
package org.zhengshu.proof;
