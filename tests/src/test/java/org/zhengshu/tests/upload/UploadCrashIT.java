package org.zhengshu.tests.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.tests.upload.Tus.part;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Uploads on a node of their own: a killed server, a second server, and small limits. */
class UploadCrashIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final byte[] FILE = Tus.file(200_000);
    private static final int PIECE = 100_000;

    private static Node first;
    private static Node second;
    private static Tus tus;
    private static String item;

    @BeforeAll
    static void start() {
        System.out.println("[uploads] seed " + SEED + ": -Dcrash.seed=" + SEED);
        Map<String, String> settings =
                Map.of(
                        "zhengshu.uploads.account", "3",
                        "zhengshu.uploads.department", "4",
                        "zhengshu.max-post-size", "50000000");
        first = Node.start("uploads-first", settings, "--server", "a");
        second = first.beside("uploads-second", "b");
        Rest officer = Rest.person(first, "health");
        tus = new Tus(officer);
        item = Tus.entry(first, officer);
    }

    @AfterAll
    static void stop() {
        for (Node node : new Node[] {second, first}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    @Tag("MNT-7")
    void aKilledServerLosesNoAcknowledgedByte() throws Exception {
        Random random = new Random(SEED);
        String address = tus.begun(item, FILE.length);
        AtomicLong acknowledged = new AtomicLong();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            for (int kill = 1; kill <= 2; kill++) {
                long at = acknowledged.get() + PIECE * (3L + random.nextInt(5));
                Future<?> sending = sender.submit(() -> send(address, acknowledged));
                Await.until("pieces", () -> acknowledged.get() >= at);
                first.instance().killServer();
                sending.get();
                first.instance().restartServer();
                assertThat(tus.offset(address))
                        .isIn(acknowledged.get(), acknowledged.get() + PIECE);
                acknowledged.set(tus.offset(address));
            }
        } finally {
            sender.shutdownNow();
        }
        send(address, acknowledged);
        Reply loaded = tus.load(item, address);
        assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
        assertThat(loaded.json().get("sha256").asText()).isEqualTo(Tus.sha256(FILE));
        assertThat(loaded.json().get("rows").asInt()).isEqualTo(200_000);
    }

    /** Until the end or until the server dies. */
    private static void send(String address, AtomicLong acknowledged) {
        try {
            while (acknowledged.get() < FILE.length) {
                long offset = acknowledged.get();
                Reply reply = tus.summed(address, offset, part(FILE, offset, offset + PIECE));
                assertThat(reply.status()).as(reply.text()).isEqualTo(204);
                acknowledged.set(Long.parseLong(reply.header("Upload-Offset")));
            }
        } catch (UncheckedIOException killed) {
            assertThat(acknowledged.get()).isLessThan(FILE.length);
        }
    }

    @Test
    @Tag("MNT-7")
    @Tag("MNT-8")
    void anUploadGoesOnAtTheOtherServer() {
        Tus other = new Tus(Rest.person(second, "health"));
        String address = tus.begun(item, FILE.length);
        long offset = 0;
        for (int i = 0; offset < FILE.length; i++) {
            Tus one = i % 2 == 0 ? tus : other;
            Tus late = i % 2 == 0 ? other : tus;
            byte[] piece = part(FILE, offset, offset + 1_000_000);
            assertThat(one.summed(address, offset, piece).status()).isEqualTo(204);
            Reply conflict = late.summed(address, offset, piece);
            assertThat(conflict.status()).as(conflict.text()).isEqualTo(409);
            offset += piece.length;
            assertThat(conflict.header("Upload-Offset")).isEqualTo(Long.toString(offset));
        }
        Reply loaded = other.load(item, address);
        assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
        assertThat(loaded.json().get("sha256").asText()).isEqualTo(Tus.sha256(FILE));
    }

    @Test
    @Tag("MNT-11")
    void anAccountAndADepartmentHaveSoManyOpenUploads() throws Exception {
        Tus civil = new Tus(Rest.person(second, "civil"));
        String entry = Tus.entry(second, civil.rest());
        assertThat(civil.begin(entry, 50_000_001).status()).isEqualTo(413);
        String address = civil.begun(entry, 50_000_000);
        civil.begun(entry, 1);
        civil.begun(entry, 1);
        Reply more = civil.begin(entry, 1, "Accept-Language", "en");
        assertThat(more.status()).as(more.text()).isEqualTo(429);
        assertThat(more.problem()).isEqualTo("mounting/too-many-uploads");
        assertThat(more.json().get("detail").asText()).contains("the account has 3");
        try (Connection connection = Postgres.open(second)) {
            Postgres.execute(
                    connection,
                    """
                    insert into mnt_upload (id, tenant, item_id, owner, department, length, state,
                        begun_at, expires_at)
                    select gen_random_uuid(), tenant, item_id, 'a colleague', department, 1, 'OPEN',
                        begun_at, expires_at
                    from mnt_upload, generate_series(1, 2) where id = '%s'"""
                            .formatted(address.substring(Tus.PATH.length() + 1)));
        }
        assertThat(civil.delete(address).status()).isEqualTo(204);
        Reply department = civil.begin(entry, 1, "Accept-Language", "en");
        assertThat(department.status()).as(department.text()).isEqualTo(429);
        assertThat(department.json().get("detail").asText()).contains("the department has 4");
    }
}
