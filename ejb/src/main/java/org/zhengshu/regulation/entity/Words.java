package org.zhengshu.regulation.entity;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds enum constants by the words that the files use. */
final class Words {

    private Words() {}

    static <E> Map<String, E> index(E[] constants, Function<E, String> word) {
        return Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(word, e -> e));
    }
}
