package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionedTest {
    private static final int MOST = 3;

    private final Versioned<String, String> versioned = new Versioned<>(MOST);
    private final List<String> loaded = new ArrayList<>();

    @Test
    void valueOfTheSameVersionIsLoadedOnce() {
        assertThat(value("a", "1")).isEqualTo("a1");
        assertThat(value("a", "1")).isEqualTo("a1");
        assertThat(loaded).containsExactly("a1");
    }

    @Test
    void anotherVersionIsLoadedAlsoAnEarlierOne() {
        value("a", "1");
        assertThat(value("a", "2")).isEqualTo("a2");
        assertThat(value("a", "1")).isEqualTo("a1");
        assertThat(loaded).containsExactly("a1", "a2", "a1");
    }

    @Test
    void whatFailsToLoadIsNotKept() {
        value("a", "1");
        assertThatThrownBy(
                        () ->
                                versioned.get(
                                        "a",
                                        "2",
                                        () -> {
                                            throw new IllegalStateException();
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(value("a", "2")).isEqualTo("a2");
    }

    @Test
    void noMoreThanTheBoundAreKept() {
        for (String key : List.of("a", "b", "c", "d")) {
            value(key, "1");
        }
        value("a", "1");
        assertThat(loaded).containsExactly("a1", "b1", "c1", "d1", "a1");
    }

    private String value(String key, String version) {
        return versioned.get(
                key,
                version,
                () -> {
                    loaded.add(key + version);
                    return key + version;
                });
    }
}
