package org.zhengshu.sharing.boundary;

import java.util.UUID;

/** A grant was issued (授权生效). */
public record GrantIssued(UUID grant) {}
