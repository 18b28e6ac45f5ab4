package org.zhengshu.kernel.boundary;

import java.time.Instant;

/**
 * What an answer says of an old contract (旧版契约通知), RFC 9745 and RFC 8594.
 *
 * @param since when a newer one took its place
 * @param sunset when it ends
 * @param successor last part of the address of the newer one
 */
public record Deprecation(Instant since, Instant sunset, String successor) {}
