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
 * </ul>
 */
package org.zhengshu.identity.boundary;
