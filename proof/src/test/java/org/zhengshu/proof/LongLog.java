package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;

/** Writes a log of any length batch by batch, without holding it. */
final class LongLog {
    private LongLog() {}

    static void write(LogFile.Writer writer, int batches, int batch) throws IOException {
        LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
        LogBuilder.Keys keys = log.keys("1");
        Frontier tree = Frontier.empty(log.hash);
        long newest = (long) batches * batch;
        writer.write(new LogRecord.Header(log.origin, log.hash, 0, new byte[0], newest));
        writer.write(keys.record());
        for (int i = 0; i < batches; i++) {
            tree = batch(log, keys, tree, batch, writer);
        }
    }

    private static Frontier batch(
            LogBuilder log, LogBuilder.Keys keys, Frontier tree, int batch, LogFile.Writer writer)
            throws IOException {
        List<ObjectNode> entries = new ArrayList<>();
        List<byte[]> data = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            ObjectNode entry = LogBuilder.entry((int) tree.size() + i);
            entries.add(entry);
            data.add(log.leafData(entry));
        }
        Frontier.Appended grown =
                tree.append(data.stream().map(d -> MerkleTree.leafHash(log.hash, d)).toList());
        for (int i = 0; i < batch; i++) {
            ObjectNode entry = entries.get(i);
            writer.write(
                    new LogRecord.Entry(
                            tree.size() + i,
                            entry.path("id").asText(),
                            Optional.of(
                                    new LogRecord.Content(
                                            CanonicalJson.encode(entry), LogBuilder.salt(entry))),
                            data.get(i),
                            grown.frontier().size(),
                            LogBuilder.joined(grown.paths().get(i)),
                            LogBuilder.columns(entry),
                            Optional.empty()));
        }
        writer.write(LogBuilder.sealed(log.origin, grown.frontier(), keys));
        return grown.frontier();
    }
}
