package org.zhengshu.kernel.boundary;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was read of rows, for as long as the database itself says the same version of them (版本缓存).
 * Whoever asks has read the version just now, so that a change by any server counts at once; what
 * is loaded for a version is at least as new as that.
 */
public final class Versioned<K, V> {
    private final int most;
    private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();

    private record Kept<V>(String version, V value) {}

    /**
     * @param most values that are kept before all are forgotten
     */
    public Versioned(int most) {
        this.most = most;
    }

    /** The value of that version; {@code load} must read the database anew. */
    public V get(K key, String version, Supplier<V> load) {
        Kept<V> known = kept.get(key);
        if (known != null && known.version.equals(version)) {
            return known.value;
        }
        V value = load.get();
        if (kept.size() >= most) {
            kept.clear();
        }
        kept.put(key, new Kept<>(version, value));
        return value;
    }
}
