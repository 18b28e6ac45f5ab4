package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.zhengshu.audit.boundary.EntryView;
import org.zhengshu.kernel.boundary.Language;

/** Receipts of several entries in one file (回执汇总): each can be verified alone. */
@ApplicationScoped
public class ReceiptBundle {
    /** The earliest that a ZIP can say, so that equal contents are equal files. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    @Inject private Entries entries;

    /** The file, and how many receipts it has. */
    public record Bundle(byte[] zip, int receipts) {}

    public Bundle of(List<EntryView> found, Language language) throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int receipts = 0;
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            Csv table = new Csv().row(head(language));
            for (EntryView entry : found) {
                boolean kept =
                        entry.seq() != null && entry.redactedBy() == null && !entry.archived();
                String name = kept ? "receipts/" + entry.id() + ".json" : "";
                if (kept) {
                    add(zip, name, entries.receipt(entry.id()));
                    receipts++;
                }
                table.row(
                        Arrays.asList(
                                name,
                                entry.at(),
                                entry.log(),
                                entry.seq() == null ? "" : entry.seq().toString(),
                                entry.action(),
                                entry.outcome(),
                                entry.actor(),
                                entry.department(),
                                entry.trace()));
            }
            add(zip, "entries.csv", table.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bundle(out.toByteArray(), receipts);
    }

    private static List<String> head(Language language) {
        return language == Language.CHINESE
                ? List.of("回执", "时间", "日志", "序号", "操作", "结果", "调用方", "部门", "追踪号")
                : List.of(
                        "receipt",
                        "time",
                        "log",
                        "index",
                        "action",
                        "outcome",
                        "actor",
                        "department",
                        "trace");
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry file = new ZipEntry(name);
        file.setTimeLocal(EPOCH);
        zip.putNextEntry(file);
        zip.write(content);
        zip.closeEntry();
    }
}
