package org.zhengshu.kernel.boundary;

/** How a door writes its answers (报文生成): JSON on REST, canonical XML on SOAP. */
public interface Renderer {
    Message answer(Object view);

    Message problem(ProblemView problem);
}
