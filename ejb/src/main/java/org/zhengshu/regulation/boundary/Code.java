package org.zhengshu.regulation.boundary;

import java.util.List;
import java.util.Locale;

/** One code of a dictionary (字典项) with its names and the other spellings seen on import. */
public record Code(String code, String zh, String en, List<String> aliases) {

    public Code {
        aliases = List.copyOf(aliases);
    }

    /** The name in the reader's language. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}
