package org.zhengshu.catalogue.boundary;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A resource to enter, or its new content (编目). */
public record EnterItem(
        @NotNull @Valid CoreMetadata core,
        @NotEmpty @Size(max = 500) List<@Valid DataItem> items) {}
