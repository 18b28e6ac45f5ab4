package org.zhengshu.tests.crash;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.NoteSigner;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.Sm2;
import org.zhengshu.signature.control.KeyFiles;
import org.zhengshu.tests.node.Node;

/** What a database superuser who also has the log's keys can do to a log (数据库超级用户). */
final class LogSurgery {
    private LogSurgery() {}

    /** As after restoring a backup that was taken when the log had this size or less. */
    static long restore(Connection connection, short log, long size) throws SQLException {
        long kept =
                number(
                        connection,
                        "select max(size) from aud_checkpoint where log_id = "
                                + log
                                + " and size <= "
                                + size);
        for (String table : List.of("aud_cosignature", "aud_timestamp", "aud_checkpoint")) {
            Postgres.execute(
                    connection,
                    "delete from " + table + " where log_id = " + log + " and size > " + kept);
        }
        Postgres.execute(
                connection,
                "delete from aud_entry where log_id = "
                        + log
                        + " and (seq is null or seq >= "
                        + kept
                        + ")");
        return kept;
    }

    /** Rewrites one entry and makes leaf, tree and newest checkpoint fit it, signed as ever. */
    static SignedCheckpoint rewrite(Connection connection, Node node, short log, long seq)
            throws SQLException, IOException {
        String origin = text(connection, "select origin from aud_log where id = " + log);
        HashAlgorithm hash = HashAlgorithm.ofOrigin(origin);
        byte[] canonical = bytes(connection, "canonical", log, seq);
        byte[] salt = bytes(connection, "salt", log, seq);
        salt[0] ^= 1;
        try (PreparedStatement s =
                connection.prepareStatement(
                        "update aud_entry set salt = ?, leaf = ? where log_id = ? and seq = ?")) {
            s.setBytes(1, salt);
            s.setBytes(2, EntryCommitment.leafData(hash, salt, canonical));
            s.setShort(3, log);
            s.setLong(4, seq);
            s.executeUpdate();
        }
        Frontier frontier =
                Frontier.empty(hash).append(leafHashes(connection, hash, log)).frontier();
        SignedCheckpoint signed =
                SignedCheckpoint.sign(
                        new Checkpoint(origin, frontier.size(), frontier.root(), List.of()),
                        signers(node, origin));
        try (PreparedStatement s =
                connection.prepareStatement(
                        "update aud_checkpoint set note = ?, frontier = ? where log_id = ? and size = ?")) {
            s.setString(1, signed.text());
            s.setBytes(2, frontier.encoded());
            s.setShort(3, log);
            s.setLong(4, frontier.size());
            if (s.executeUpdate() != 1) {
                throw new IllegalStateException("no checkpoint of size " + frontier.size());
            }
        }
        return signed;
    }

    static List<NoteSigner> signers(Node node, String origin) throws IOException {
        KeyFiles files = new KeyFiles(node.data());
        return List.of(
                NoteSigner.sm2(
                        origin, Sm2.decodePrivateKey(files.privateKey("log-sm2").getEncoded())),
                NoteSigner.ed25519(
                        origin,
                        (Ed25519PrivateKeyParameters)
                                PrivateKeyFactory.createKey(files.privateKey("log-ed25519"))));
    }

    static short log(Connection connection, String origin) throws SQLException {
        return (short) number(connection, "select id from aud_log where origin = '" + origin + "'");
    }

    private static List<byte[]> leafHashes(Connection connection, HashAlgorithm hash, short log)
            throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select leaf from aud_entry where log_id = ? and seq is not null order by seq")) {
            s.setShort(1, log);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    leaves.add(MerkleTree.leafHash(hash, rows.getBytes(1)));
                }
            }
        }
        return leaves;
    }

    static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(text(connection, query));
    }

    static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(query);
                ResultSet rows = s.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static byte[] bytes(Connection connection, String column, short log, long seq)
            throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select " + column + " from aud_entry where log_id = ? and seq = ?")) {
            s.setShort(1, log);
            s.setLong(2, seq);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getBytes(1);
            }
        }
    }
}
