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
 * </ul>
 */
package org.zhengshu.proof;
