/**
 * Running the node from day to day (运维): its mode, its disk, its certificates.
 *
 * <ul>
 *   <li>OPS-1 When the system administrator sets a mode, the platform notes who and why in the log;
 *       read-only holds for all servers of the node and after a start, drain for one running
 *       server.
 *   <li>OPS-2 If the disk of the data folder is nearly full, health says so before writes fail; if
 *       it is all but full, the server is not ready.
 *   <li>OPS-3 When a certificate of the node ends soon, health and metrics say so.
 *   <li>OPS-4 When a backup is made while the node runs, it is whole, has no password in it, and a
 *       node that is restored from it goes on with the log.
 *   <li>OPS-5 If a backup is damaged, the restore names the file and changes nothing.
 *   <li>OPS-6 If a restored node has less of its log than was known, it writes nothing until a
 *       person decides.
 *   <li>OPS-7 When a backup is killed, the next one clears away what it left.
 *   <li>OPS-8 What the diagnostics hold has no secret and no number of a person.
 *   <li>OPS-9 When certificates are renewed, the keys of the log stay.
 *   <li>OPS-10 When an earlier node is upgraded, a backup was made before and brings it back; a
 *       build refuses a newer schema.
 *   <li>OPS-11 Every metric that the alert rules and the board name is in a scrape of a node.
 *   <li>OPS-12 Behind a proxy that the operator named, the caller's certificate, address, scheme
 *       and host are those that the proxy passes on, the certificate judged as in the own TLS; what
 *       anybody else says about them counts for nothing.
 *   <li>OPS-13 If a restore was cut off half-way, the node does not start until it is restored
 *       again.
 * </ul>
 */
package org.zhengshu.operations.boundary;
