/**
 * Electronic licences (电子证照): issued, signed, fetched, verified.
 *
 * <ul>
 *   <li>LIC-1 If the check character of a licence identifier (证照标识, GB/T 36904) is wrong, the
 *       platform refuses the identifier.
 *   <li>LIC-2 When a licence is issued, all its fields stand in its document as text and as
 *       metadata of GB/T 36903.
 *   <li>LIC-3 If a character has no glyph in the font, the platform names it and issues nothing.
 *   <li>LIC-4 If one byte of a signed licence differs, or anything is added to it, its verification
 *       fails.
 *   <li>LIC-5 If the signer's certificate leads to no trusted root, has expired or is for other
 *       uses, the verification fails.
 *   <li>LIC-6 When a licence is signed, its signature shows on its face as the seal (印模) with the
 *       whole name of the body that issues it.
 *   <li>LIC-7 If the code (二维码) of a licence comes without the random number that stands on the
 *       licence alone, the platform does not say whether it knows the licence.
 *   <li>LIC-8 If the address in a QR code (二维码核验地址) is none of this node's, the platform says whose
 *       it is and looks nothing up, here or there.
 * </ul>
 */
package org.zhengshu.elicence.boundary;
