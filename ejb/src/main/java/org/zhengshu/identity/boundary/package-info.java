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
 *   <li>IDN-5 A session holds from its beginning to its end and not at its last instant; a
 *       browser's also ends after half an hour without a call.
 *   <li>IDN-6 A client system has at most two live credentials of one kind (系统凭据), the old and the
 *       new; a renewal leaves no gap.
 *   <li>IDN-7 A credential serves only what it was given for, until it expires or is revoked.
 *   <li>IDN-8 The platform shows a shared secret (共享密钥) once and keeps it encrypted, bound to its
 *       row.
 *   <li>IDN-9 A public key verifies by one algorithm, chosen when it is registered; the platform
 *       never takes a private or a symmetric key.
 *   <li>IDN-10 If a system shows by private_key_jwt (RFC 7523) that it has a registered key, the
 *       platform gives it an access token (RFC 9068) for a short time; each assertion serves once.
 *   <li>IDN-11 If an access token was made for the holder of a client certificate (RFC 8705), the
 *       platform takes it from nobody else; a token ends with the credential that it was got by.
 *   <li>IDN-12 If a request is signed by RFC 9421, the platform takes it once, within the window,
 *       for its own address, and only when the signature covers what the operator demands.
 *   <li>IDN-13 If a request has a Content-Digest (RFC 9530) that is not that of its body, the
 *       platform refuses it.
 *   <li>IDN-14 The platform takes the two header conventions (x-tif, gjzwfwpt) over TLS only,
 *       within their skew, each signature once, and only from systems that were given a secret for
 *       them.
 *   <li>IDN-15 If several credentials of one request name different callers, the platform refuses
 *       it.
 *   <li>IDN-16 If a header on which the caller's identity or the body depends is repeated or
 *       broken, the platform refuses the request.
 *   <li>IDN-17 The platform signs its answer to whoever asks (RFC 9421) with the key that it
 *       publishes.
 *   <li>IDN-18 If a person has signed in with a one-time password (一次性口令) of the platform, the
 *       platform permits nothing but to change it.
 * </ul>
 */
package org.zhengshu.identity.boundary;
