package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengshu.audit.boundary.Archives.ArchivedPart;
import org.zhengshu.audit.control.RedactionStore.Target;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.log.LogRecord;

/**
 * Takes the text of an entry out of its file of the archive (归档文件遮蔽): the part is written anew
 * under the next name, checked and registered in the transaction of the act; the file that still
 * has the text is deleted behind the commit, or at the next look when the server died in between.
 */
@ApplicationScoped
public class ArchiveRedactions {
    private static final Logger LOG = Logger.getLogger(ArchiveRedactions.class.getName());
    private static final Pattern NAME =
            Pattern.compile("(.*/[0-9]+-[0-9]+)(?:\\.r([0-9]{1,9}))?(\\.ndjson\\.gz)");

    @Inject private ArchiveStore store;
    @Inject private ArchiveFiles files;
    @Inject private Event<ArchiveReplaced> replaced;

    /** Which file of the archive took whose place, with their SM3. */
    public record Replacement(String file, String sm3, String oldFile, String oldSm3) {}

    public Replacement erase(Target target, UUID redactedBy) throws SQLException {
        ArchivedPart part = store.locked(target.origin(), target.seq());
        String name = name(part.file(), revision(part.file()) + 1);
        try {
            requireRegistered(part);
            String sm3 =
                    files.rewrite(
                            part.file(), name, each -> without(each, target.seq(), redactedBy));
            store.replaced(part, name, sm3);
            replaced.fire(new ArchiveReplaced(name));
            return new Replacement(name, sm3, part.file(), part.sm3());
        } catch (ProofException e) {
            throw unusable(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what a newer file replaces; never the file that is registered. */
    void drop(@Observes(during = TransactionPhase.AFTER_SUCCESS) ArchiveReplaced newer) {
        for (int revision = revision(newer.file()) - 1; revision >= 0; revision--) {
            Path old = files.file(name(newer.file(), revision));
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "still there, tried again later: {0}", e.toString());
            }
        }
    }

    /** What a server left that died right after such an act. */
    void dropOutdated() throws SQLException {
        store.all().forEach(part -> drop(new ArchiveReplaced(part.file())));
    }

    private void requireRegistered(ArchivedPart part) throws IOException {
        Path file = files.file(part.file());
        if (!Files.exists(file) || !files.sm3(file).equals(part.sm3())) {
            throw unusable(part);
        }
    }

    private static RuntimeException unusable(ArchivedPart part) {
        return ProblemType.ARCHIVED.because(
                "归档文件 %s 不在本服务器上或不是登记的那份（SM3 %s），未作任何更改；请放回后再办理".formatted(part.file(), part.sm3()),
                "the archive's file %s is not on this server, or is not the registered one (SM3 %s); nothing was changed; put it back and try again"
                        .formatted(part.file(), part.sm3()));
    }

    private static LogRecord without(LogRecord each, long seq, UUID redactedBy) {
        return each instanceof LogRecord.Entry entry && entry.seq() == seq
                ? new LogRecord.Entry(
                        seq,
                        entry.id(),
                        Optional.empty(),
                        entry.leaf(),
                        entry.size(),
                        entry.path(),
                        Map.of(),
                        Optional.of(redactedBy.toString()))
                : each;
    }

    private static int revision(String file) {
        String text = matched(file).group(2);
        return text == null ? 0 : Integer.parseInt(text);
    }

    private static String name(String file, int revision) {
        Matcher name = matched(file);
        return name.group(1) + (revision == 0 ? "" : ".r" + revision) + name.group(3);
    }

    private static Matcher matched(String file) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("no file of the archive: " + file);
        }
        return name;
    }
}
