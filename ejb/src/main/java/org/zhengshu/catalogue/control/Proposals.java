package org.zhengshu.catalogue.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.kernel.boundary.Json;

/** New content of an entry as it waits for review (待审变更). */
public final class Proposals {
    private Proposals() {}

    public static String write(EnterItem content) {
        try {
            return Json.MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static EnterItem read(String proposal) {
        try {
            return Json.MAPPER.readValue(proposal, EnterItem.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
