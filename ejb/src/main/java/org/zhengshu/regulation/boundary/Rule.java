package org.zhengshu.regulation.boundary;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The value in force for a key, with the article or articles it comes from (适用规则). */
public record Rule<T>(String key, T value, List<Source> sources) {

    public Rule {
        sources = List.copyOf(sources);
    }

    /** All sources as they are quoted to a user. */
    public String citation(Locale locale) {
        return sources.stream()
                .map(source -> source.citation(locale))
                .collect(Collectors.joining(locale.getLanguage().equals("zh") ? "；" : "; "));
    }
}
