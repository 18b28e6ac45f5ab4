package org.zhengshu.kernel.soap;

import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

/** Writes problems for faults that are raised before a call begins (前置拒绝). */
final class FaultRenderer implements Renderer {
    static final FaultRenderer INSTANCE = new FaultRenderer();

    private FaultRenderer() {}

    @Override
    public Message answer(Object view) {
        throw new IllegalStateException("a fault has no answer");
    }

    @Override
    public Message problem(ProblemView problem) {
        return SoapFaults.render(problem);
    }
}
