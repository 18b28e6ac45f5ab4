package org.zhengshu.audit.control;

import java.util.ArrayList;
import java.util.List;
import org.zhengshu.audit.boundary.SearchEntries;

/** Says what was searched for (查询说明), for the entry of the search; the subject stays out. */
final class SearchWords {
    private SearchWords() {}

    static String described(SearchEntries s, boolean subject) {
        List<String> words = new ArrayList<>();
        add(words, "actor", s.actor());
        add(words, "department", s.department());
        add(words, "subject", subject ? "#" : null);
        add(words, "resource", s.resource());
        add(words, "grant", s.grant());
        add(words, "action", s.action());
        add(words, "outcome", s.outcome());
        add(words, "door", s.door());
        add(words, "from", s.from());
        add(words, "to", s.to());
        add(words, "trace", s.trace());
        add(words, "after", s.cursor());
        return String.join(" ", words);
    }

    private static void add(List<String> words, String name, Object value) {
        if (value != null) {
            words.add(name + "=" + value);
        }
    }
}
