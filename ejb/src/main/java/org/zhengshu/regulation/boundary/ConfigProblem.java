package org.zhengshu.regulation.boundary;

import java.util.Locale;

/** What is wrong in an operator's file (配置错误): the file, the key in it, and why. */
public record ConfigProblem(String file, String key, String zh, String en) {

    /** The reason in the reader's language. */
    public String reason(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }

    @Override
    public String toString() {
        return file + (key.isEmpty() ? "" : " [" + key + "]") + ": " + zh + " / " + en;
    }
}
