package org.zhengshu.kernel.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.zhengshu.kernel.boundary.FileView;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

/** Writes answers as JSON, files as they are (JSON 应答). */
final class JsonRenderer implements Renderer {
    static final JsonRenderer INSTANCE = new JsonRenderer();

    private JsonRenderer() {}

    @Override
    public Message answer(Object view) {
        return view instanceof FileView file
                ? new Message(file.bytes(), Message.BODY)
                : bytes(view);
    }

    @Override
    public Message problem(ProblemView problem) {
        return bytes(problem);
    }

    private static Message bytes(Object view) {
        try {
            return new Message(Json.MAPPER.writeValueAsBytes(view), Message.BODY);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
