/**
 * Keys and signatures of the node (签名验签): for the log, for documents and for messages.
 *
 * <ul>
 *   <li>SIG-1 If a key is not that of its certificate, the platform signs nothing with it.
 *   <li>SIG-2 When anybody asks with a digest by SHA-256, SHA-384, SHA-512 or SM3, the time-stamp
 *       authority answers with a token that standard tools accept.
 *   <li>SIG-3 If a time-stamp request is malformed or asks for what the authority does not do, it
 *       is refused with the status and the failure that RFC 3161 has for it.
 *   <li>SIG-4 The platform publishes the revocation lists of its own authority, and a certificate
 *       that an operator revokes is on the list of its issuer at once.
 *   <li>SIG-5 When the key of answers (应答签名密钥) is replaced, the platform signs with the new one
 *       from the next start and goes on to publish the old public key.
 * </ul>
 */
package org.zhengshu.signature.boundary;
