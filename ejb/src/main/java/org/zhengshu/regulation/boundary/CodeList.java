package org.zhengshu.regulation.boundary;

import java.util.List;

/** A versioned dictionary (字典) with the standard it comes from. */
public record CodeList(String id, String version, String source, List<Code> codes) {

    public CodeList {
        codes = List.copyOf(codes);
    }
}
