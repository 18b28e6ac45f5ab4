package org.zhengshu.tests.services;

import java.nio.charset.StandardCharsets;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

/** Writes answers as plain text: the tests stand in the place of a door. */
enum PlainRenderer implements Renderer {
    INSTANCE;

    @Override
    public Message answer(Object view) {
        return new Message(view.toString().getBytes(StandardCharsets.UTF_8), Message.BODY);
    }

    @Override
    public Message problem(ProblemView problem) {
        return answer(problem);
    }
}
