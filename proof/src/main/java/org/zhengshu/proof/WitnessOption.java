package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of witnesses (见证公钥) as a person gives them: one key, or a file of keys. */
final class WitnessOption {
    private static final Pattern KEY = Pattern.compile("[^+]+\\+[0-9a-f]{8}\\+.+");

    private WitnessOption() {}

    /**
     * Reads one key, or a file with one key a line; empty lines and those after a # are skipped.
     */
    static List<NoteKey> read(String option, String value) {
        List<String> keys =
                KEY.matcher(value).matches()
                        ? List.of(value)
                        : new String(Options.read(option, value), StandardCharsets.UTF_8)
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .toList();
        if (keys.isEmpty()) {
            throw new UsageException("文件里没有见证公钥 the file has no witness key: " + value);
        }
        return keys.stream().map(WitnessOption::parse).toList();
    }

    private static NoteKey parse(String text) {
        try {
            NoteKey key = NoteKey.parse(text);
            if (key.isCosignature()) {
                return key;
            }
        } catch (ProofException e) {
            throw new UsageException(
                    "见证公钥不可用 the witness key cannot be used: " + e.getMessage(), e);
        }
        throw new UsageException("这不是见证公钥 this is not the key of a witness: " + text);
    }
}
