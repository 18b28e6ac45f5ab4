package org.zhengshu.tests.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.tests.upload.Tus.PATH;
import static org.zhengshu.tests.upload.Tus.checksum;
import static org.zhengshu.tests.upload.Tus.part;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Lines that break in the middle of a piece, and two that send at once. */
class BrokenUploadsIT {
    private static final Node NODE = Node.shared();
    private static final byte[] FILE = Tus.file(60_000);
    private static final int SENT = 300_000;
    private static final int AT_ONCE = 6;

    private static Tus tus;
    private static String item;
    private static String token;

    @BeforeAll
    static void publishAnEntry() {
        String login = "{\"login\":\"health\",\"password\":\"" + NODE.password("health") + "\"}";
        token = Rest.nobody(NODE).post("/api/v1/sessions", login).json().get("token").asText();
        Rest officer = Rest.person(NODE, "health");
        tus = new Tus(officer);
        item = Tus.entry(NODE, officer);
    }

    @Test
    @Tag("MNT-7")
    void whatCameBeforeALineBrokeIsKept() throws Exception {
        String address = tus.begun(item, FILE.length);
        long offset = 0;
        for (int broken = 1; broken <= 3; broken++) {
            cut(address, offset, "");
            long before = offset;
            Await.until("bytes before the break", () -> tus.offset(address) > before);
            offset = tus.offset(address);
            assertThat(offset).isBetween(before + 1, before + SENT);
        }
        Reply rest = tus.summed(address, offset, part(FILE, offset, FILE.length));
        assertThat(rest.status()).as(rest.text()).isEqualTo(204);
        Reply loaded = tus.load(item, address);
        assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
        assertThat(loaded.json().get("sha256").asText()).isEqualTo(Tus.sha256(FILE));
    }

    @Test
    @Tag("MNT-8")
    void aPieceWithAChecksumIsTakenAsAWholeOrNotAtAll() throws Exception {
        String address = tus.begun(item, FILE.length);
        long refused = refusals();
        cut(address, 0, "Upload-Checksum: " + checksum("SHA-256", FILE) + "\r\n");
        Await.until("the refusal", () -> refusals() > refused);
        assertThat(tus.offset(address)).isZero();
    }

    /** Sends less than was announced and closes the connection. */
    private static void cut(String address, long offset, String more) throws IOException {
        int port = NODE.instance().ports().http();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            String head =
                    "PATCH "
                            + address
                            + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
                            + more
                            + "Authorization: Bearer "
                            + token
                            + "\r\nContent-Type: application/offset+octet-stream\r\n"
                            + "Upload-Offset: "
                            + offset
                            + "\r\nContent-Length: "
                            + (FILE.length - offset)
                            + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(part(FILE, offset, Math.min(FILE.length - 1, offset + SENT)));
            out.flush();
        }
    }

    private static long refusals() throws Exception {
        try (Connection connection = Postgres.open(NODE)) {
            return Postgres.count(
                    connection,
                    "aud_entry where action = 'mounting.append-upload'"
                            + " and outcome = 'kernel/malformed'");
        }
    }

    @Test
    @Tag("MNT-8")
    void ofManyThatSendAtOnceOneWins() throws Exception {
        String address = tus.begun(item, FILE.length);
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long offset = 0;
            while (offset < FILE.length) {
                offset = raced(senders, address, offset);
            }
        } finally {
            senders.shutdownNow();
        }
        Reply loaded = tus.load(item, address);
        assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
        assertThat(loaded.json().get("sha256").asText()).isEqualTo(Tus.sha256(FILE));
    }

    /** All send the next piece; where the winner left it. */
    private static long raced(ExecutorService senders, String address, long offset)
            throws Exception {
        byte[] piece = part(FILE, offset, offset + 400_000);
        long next = offset + piece.length;
        CountDownLatch ready = new CountDownLatch(AT_ONCE);
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            replies.add(
                    senders.submit(
                            () -> {
                                ready.countDown();
                                ready.await();
                                return tus.summed(address, offset, piece);
                            }));
        }
        int won = 0;
        for (Future<Reply> each : replies) {
            Reply reply = each.get();
            won += reply.status() == 204 ? 1 : 0;
            assertThat(reply.status()).as(reply.text()).isIn(204, 409);
            assertThat(Long.parseLong(reply.header("Upload-Offset"))).isIn(offset, next);
        }
        assertThat(won).isEqualTo(1);
        assertThat(tus.offset(address)).isEqualTo(next);
        return next;
    }

    /** Somebody else is in the middle of a piece: nobody waits for him. */
    @Test
    @Tag("MNT-8")
    void theSlowerOneIsToldAtOnceWhereItStands() throws Exception {
        String address = tus.begun(item, FILE.length);
        tus.patch(address, 0, part(FILE, 0, 1000));
        try (Connection other = Postgres.open(NODE)) {
            other.setAutoCommit(false);
            Postgres.execute(
                    other,
                    "select received from mnt_upload where id = '"
                            + address.substring(PATH.length() + 1)
                            + "' for update");
            Reply busy = tus.patch(address, 1000, part(FILE, 1000, 2000));
            assertThat(busy.status()).as(busy.text()).isEqualTo(409);
            assertThat(busy.header("Upload-Offset")).isEqualTo("1000");
            assertThat(tus.load(item, address).status()).isEqualTo(409);
            assertThat(tus.delete(address).status()).isEqualTo(409);
            other.rollback();
        }
        assertThat(tus.patch(address, 1000, part(FILE, 1000, 2000)).status()).isEqualTo(204);
    }
}
