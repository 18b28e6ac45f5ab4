package org.zhengshu.audit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.InclusionProof;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.TreeProofs;

/** Inclusion paths out of a stored log whose checkpoints lie close together or far apart. */
@Tag("AUD-34")
class NodeHashesTest {
    private static final HashAlgorithm HASH = HashAlgorithm.SHA_256;
    private static final short LOG = 7;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void everyPathLeadsToTheRootWhateverTheBatches() throws SQLException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int largest : List.of(1, 40, 700, 3000)) {
            try (Connection connection = connect()) {
                List<Frontier> checkpoints = fill(connection, 5000, largest, random);
                for (int i = 0; i < 60; i++) {
                    Frontier at = checkpoints.get(random.nextInt(checkpoints.size()));
                    long index = random.nextLong(at.size());
                    List<byte[]> path = proofs(connection).inclusion(index, at.size());
                    assertThat(
                                    InclusionProof.verify(
                                            HASH, leaf(index), index, at.size(), path, at.root()))
                            .as("seed %d, entry %d of %d", seed, index, at.size())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aChangedLeafLeadsElsewhereAndAMissingOneIsSaid() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<Frontier> checkpoints = fill(connection, 300, 300, new Random(1));
            Frontier last = checkpoints.get(checkpoints.size() - 1);
            statement.execute("update aud_entry set leaf = '\\x00' where seq = 0");
            assertThat(
                            InclusionProof.verify(
                                    HASH,
                                    leaf(5),
                                    5,
                                    last.size(),
                                    proofs(connection).inclusion(5, last.size()),
                                    last.root()))
                    .isFalse();
            statement.execute("delete from aud_entry where seq = 0");
            assertThatThrownBy(() -> proofs(connection).inclusion(5, last.size()))
                    .isInstanceOf(ProofException.class)
                    .hasMessageContaining("lacks leaves");
        }
    }

    private static TreeProofs proofs(Connection connection) {
        return new TreeProofs(HASH, new NodeHashes(connection, LOG, HASH));
    }

    /** The tables of the log, gone with the connection. */
    private static Connection connect() throws SQLException {
        Connection connection = server.getPostgresDatabase().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temp table aud_checkpoint (log_id smallint, size bigint, frontier bytea,"
                            + " primary key (log_id, size))");
            statement.execute(
                    "create temp table aud_entry (log_id smallint, seq bigint, leaf bytea,"
                            + " primary key (log_id, seq))");
        }
        return connection;
    }

    /** Grows the log in batches of random size; the checkpoints as they were stored. */
    private static List<Frontier> fill(Connection connection, int size, int largest, Random random)
            throws SQLException {
        List<Frontier> checkpoints = new ArrayList<>();
        Frontier frontier = Frontier.empty(HASH);
        try (PreparedStatement entry =
                        connection.prepareStatement("insert into aud_entry values (?, ?, ?)");
                PreparedStatement checkpoint =
                        connection.prepareStatement(
                                "insert into aud_checkpoint values (?, ?, ?)")) {
            while (frontier.size() < size) {
                long first = frontier.size();
                int batch = (int) Math.min(1 + random.nextInt(largest), size - first);
                List<byte[]> leaves = new ArrayList<>();
                for (long seq = first; seq < first + batch; seq++) {
                    entry.setShort(1, LOG);
                    entry.setLong(2, seq);
                    entry.setBytes(3, data(seq));
                    entry.addBatch();
                    leaves.add(leaf(seq));
                }
                frontier = frontier.append(leaves).frontier();
                checkpoint.setShort(1, LOG);
                checkpoint.setLong(2, frontier.size());
                checkpoint.setBytes(3, frontier.encoded());
                checkpoint.addBatch();
                checkpoints.add(frontier);
            }
            entry.executeBatch();
            checkpoint.executeBatch();
        }
        return checkpoints;
    }

    private static byte[] data(long seq) {
        return HASH.digest(Long.toString(seq).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] leaf(long seq) {
        return MerkleTree.leafHash(HASH, data(seq));
    }
}
