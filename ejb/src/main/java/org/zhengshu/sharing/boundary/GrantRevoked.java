package org.zhengshu.sharing.boundary;

import java.util.UUID;

/** A grant was revoked (授权撤销). */
public record GrantRevoked(UUID grant) {}
