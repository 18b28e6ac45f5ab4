package org.zhengshu.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Text;

/** Finds the word that was probably meant. */
final class Spelling {
    private Spelling() {}

    /** A half sentence that proposes the nearest word; empty when none is near. */
    static Text near(String word, Collection<String> known) {
        Optional<String> nearest =
                known.stream()
                        .filter(k -> distance(word, k) <= Math.max(2, word.length() / 5))
                        .min(Comparator.comparingInt(k -> distance(word, k)));
        return nearest.map(k -> new Text(", 是否指 " + k + "?", ", did you mean " + k + "?"))
                .orElse(new Text("", ""));
    }

    /** How many letters are to be added, removed or changed (Levenshtein). */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
