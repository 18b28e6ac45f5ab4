package org.zhengshu.kernel.boundary;

/** How a door writes its answers (报文生成): JSON on REST, canonical XML on SOAP. */
public interface Renderer {
    /** For acts of the platform itself: nothing leaves. */
    Renderer NOTHING_LEAVES =
            new Renderer() {
                @Override
                public Message answer(Object view) {
                    return new Message(new byte[0], Message.BODY);
                }

                @Override
                public Message problem(ProblemView problem) {
                    return new Message(new byte[0], Message.BODY);
                }
            };

    Message answer(Object view);

    Message problem(ProblemView problem);
}
