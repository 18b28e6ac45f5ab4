package org.zhengshu.regulation.entity;

import java.util.Map;
import java.util.Optional;

/** The legal status of a pack (效力状态) and what a node may do with it. */
public record PackStatus(String id, Use use, boolean supplement, String zh, String en) {

    /** What a status allows (适用范围). */
    public enum Use {
        ACTIVATE("activate"),
        SANDBOX("sandbox"),
        NEVER("never");

        private static final Map<String, Use> BY_WORD = Words.index(values(), Use::word);

        private final String word;

        Use(String word) {
            this.word = word;
        }

        /** The word used in {@code statuses.json}. */
        public String word() {
            return word;
        }

        /** The use with this word. */
        public static Optional<Use> of(String word) {
            return Optional.ofNullable(BY_WORD.get(word));
        }
    }
}
