package org.zhengshu.kernel.boundary;

/** One sentence in both languages (双语文本). */
public record Text(String zh, String en) {
    public String in(Language language) {
        return language == Language.CHINESE ? zh : en;
    }
}
