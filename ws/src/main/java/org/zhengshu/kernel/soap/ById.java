package org.zhengshu.kernel.soap;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** The input of an operation on one thing (按编号). */
public record ById(@NotNull UUID id) {}
