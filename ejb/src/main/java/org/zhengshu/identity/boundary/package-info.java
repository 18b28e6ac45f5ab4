/**
 * Who calls (身份与机构): tenants, departments, accounts, client systems.
 *
 * <ul>
 *   <li>IDN-1 The system, the security and the audit administrator (三员) are three people without
 *       business roles.
 *   <li>IDN-2 If five passwords in a row are wrong, the platform locks the account for thirty
 *       minutes.
 *   <li>IDN-3 When the time is over, or when the security administrator unlocks it, a locked
 *       account works again.
 *   <li>IDN-4 The platform keeps passwords only as salted Argon2id hashes.
 *   <li>IDN-5 A session holds from its beginning to its end and not at its last instant.
 *   <li>IDN-6 A client system has at most two live credentials of one kind (系统凭据), the old and the
 *       new; a renewal leaves no gap.
 *   <li>IDN-7 A credential serves only what it was given for, until it expires or is revoked.
 *   <li>IDN-8 The platform shows a shared secret (共享密钥) once and keeps it encrypted, bound to its
 *       row.
 *   <li>IDN-9 A public key verifies by one algorithm, chosen when it is registered; the platform
 *       never takes a private or a symmetric key.
 * </ul>
 */
package org.zhengshu.identity.boundary;
