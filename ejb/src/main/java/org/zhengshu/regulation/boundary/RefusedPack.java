package org.zhengshu.regulation.boundary;

import org.zhengshu.regulation.entity.Pack;

/** A pack that is not known, or whose status does not allow this use (不得启用的法规配置). */
public final class RefusedPack extends RegulationFault {

    private static final long serialVersionUID = 1L;

    private final String pack;

    private RefusedPack(String pack, String zh, String en) {
        super(zh, en);
        this.pack = pack;
    }

    static RefusedPack unknown(String id) {
        return new RefusedPack(
                id,
                "没有可用的法规配置 " + id + "，请查看配置错误",
                "no usable rule pack " + id + "; see the problems");
    }

    static RefusedPack because(Pack pack) {
        return new RefusedPack(
                pack.id(),
                "法规配置 " + pack.id() + " 状态为“" + pack.status().zh() + "”，不得在此启用",
                "rule pack "
                        + pack.id()
                        + " has the status \""
                        + pack.status().en()
                        + "\" and may not be used here");
    }

    /** The pack that was asked for. */
    public String pack() {
        return pack;
    }
}
