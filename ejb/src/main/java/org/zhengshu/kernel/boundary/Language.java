package org.zhengshu.kernel.boundary;

import java.util.Locale;

/** The two languages of every answer (语言). */
public enum Language {
    CHINESE,
    ENGLISH;

    /** English for a caller whose first wish is English, else Chinese. */
    public static Language of(Locale locale) {
        return locale != null && "en".equals(locale.getLanguage()) ? ENGLISH : CHINESE;
    }
}
