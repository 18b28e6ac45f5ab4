package org.zhengshu.regulation.boundary;

import java.util.List;
import java.util.stream.Collectors;

/** The files could not be read even once, so there is no last good set to fall back to (配置不可用). */
public final class BrokenConfig extends RegulationFault {

    private static final long serialVersionUID = 1L;

    /** Names every problem found. */
    public BrokenConfig(List<ConfigProblem> problems) {
        super(
                "配置不可用：" + list(problems, "zh"),
                "the configuration cannot be used: " + list(problems, "en"));
    }

    private static String list(List<ConfigProblem> problems, String language) {
        return problems.stream()
                .map(
                        p ->
                                p.file()
                                        + " ["
                                        + p.key()
                                        + "]: "
                                        + (language.equals("zh") ? p.zh() : p.en()))
                .collect(Collectors.joining("; "));
    }
}
