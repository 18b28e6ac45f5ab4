package org.zhengshu.kernel.boundary;

import java.util.function.Supplier;

/**
 * The caller's mark on an act that may arrive more than once (幂等键),
 * draft-ietf-httpapi-idempotency-key-header-07.
 *
 * @param key chosen by the caller, at most 255 printable characters
 * @param fingerprint digest of the request; asked for once the body was read
 */
public record Repeatable(String key, Supplier<byte[]> fingerprint) {}
