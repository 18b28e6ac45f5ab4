package org.zhengshu.regulation.control;

/** A fault found while reading an operator's file: where in it, and why. */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String zh;
    private final String en;

    Malformed(String key, String zh, String en) {
        super(en);
        this.key = key;
        this.zh = zh;
        this.en = en;
    }

    String key() {
        return key;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}
