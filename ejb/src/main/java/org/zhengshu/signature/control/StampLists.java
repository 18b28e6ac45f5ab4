package org.zhengshu.signature.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.zhengshu.kernel.boundary.OutgoingCalls;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.StampRevocation;

/**
 * The revocation lists of an outside time-stamp authority (外部时间戳吊销列表): asked for at each
 * time-stamp; the last ones are kept, for receipts and for when their address does not answer.
 */
public final class StampLists {
    /** What all lists may have together, so that they find room in a receipt. */
    private static final int MOST = 512 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> places;
    private final Path folder;
    private final OutgoingCalls outgoing;

    /**
     * @param places addresses of http and https, or files
     * @param folder where the last ones are kept
     */
    public StampLists(List<String> places, Path folder, OutgoingCalls outgoing) {
        this.places = List.copyOf(places);
        this.folder = folder;
        this.outgoing = outgoing;
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** All of them as they are now; fails when there is none in date. */
    public List<byte[]> current(Instant now) throws IOException {
        List<byte[]> lists = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < places.size(); i++) {
            byte[] list = current(places.get(i), kept(i), now);
            lists.add(list);
            bytes += list.length;
        }
        if (bytes > MOST) {
            throw new IOException("the revocation lists have more than " + MOST + " bytes");
        }
        return lists;
    }

    /** Those that were there at the last time-stamp. */
    public List<byte[]> kept() throws IOException {
        List<byte[]> lists = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (Files.exists(kept(i))) {
                lists.add(Files.readAllBytes(kept(i)));
            }
        }
        return lists;
    }

    private Path kept(int number) {
        return folder.resolve("tsa-" + number + ".crl");
    }

    private byte[] current(String place, Path kept, Instant now) throws IOException {
        try {
            byte[] list = read(place);
            requireCurrent(list, now);
            Path beside = kept.resolveSibling("new-" + kept.getFileName());
            Files.write(beside, list);
            Files.move(
                    beside,
                    kept,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return list;
        } catch (IOException | ProofException e) {
            if (Files.exists(kept)) {
                byte[] last = Files.readAllBytes(kept);
                if (StampRevocation.speaksOf(last, now)) {
                    return last;
                }
            }
            throw new IOException("no revocation list from " + place + ": " + e.getMessage(), e);
        }
    }

    private static void requireCurrent(byte[] list, Instant now) throws IOException {
        if (!StampRevocation.speaksOf(list, now)) {
            throw new IOException("it is out of date");
        }
    }

    private byte[] read(String place) throws IOException {
        if (!place.startsWith("http://") && !place.startsWith("https://")) {
            return Files.readAllBytes(Path.of(place));
        }
        OutgoingCalls.Reply reply =
                outgoing.send(HttpRequest.newBuilder(URI.create(place)).GET(), PATIENCE, MOST);
        if (reply.status() != 200) {
            throw new IOException("status " + reply.status());
        }
        return reply.body();
    }
}
