package org.zhengshu.regulation.boundary;

import java.util.Locale;

/** A question that the rules of this node cannot answer, said in Chinese and English. */
public abstract class RegulationFault extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String zh;
    private final String en;

    RegulationFault(String zh, String en) {
        super(zh + " / " + en);
        this.zh = zh;
        this.en = en;
    }

    /** The message in Chinese. */
    public String zh() {
        return zh;
    }

    /** The message in English. */
    public String en() {
        return en;
    }

    /** The message in the reader's language. */
    public String message(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}
