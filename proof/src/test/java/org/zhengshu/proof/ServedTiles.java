package org.zhengshu.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log's tiles as a web server would have them, and what was asked for. */
final class ServedTiles {
    final Map<String, byte[]> files = new HashMap<>();
    final List<String> asked = new ArrayList<>();

    static ServedTiles of(HashAlgorithm hash, List<byte[]> leafHashes) {
        ServedTiles served = new ServedTiles();
        TileBuilder builder =
                new TileBuilder(hash, data -> served.files.put(data.tile().path(), data.bytes()));
        leafHashes.forEach(builder::append);
        builder.partial();
        return served;
    }

    Optional<byte[]> fetch(String path) {
        asked.add(path);
        return Optional.ofNullable(files.get(path));
    }
}
