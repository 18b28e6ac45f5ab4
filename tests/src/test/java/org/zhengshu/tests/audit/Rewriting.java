package org.zhengshu.tests.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Rewrites an entry and everything behind it, signed with the node's own keys (整链重写). */
final class Rewriting {
    private final AuditNode audit;
    private final Connection database;
    private final String origin;
    private final HashAlgorithm hash;

    Rewriting(AuditNode audit) {
        this.audit = audit;
        this.database = audit.database();
        this.origin = audit.log();
        this.hash = HashAlgorithm.of(audit.text("select hash from aud_log"));
    }

    void entry(long seq) throws SQLException {
        database.setAutoCommit(false);
        try {
            audit.change(
                    """
                    update aud_entry set canonical = convert_to(replace(convert_from(canonical, 'UTF8'),
                        '社会救助对象核对', '别的用途'), 'UTF8') where seq = ?""",
                    seq);
            long size = Long.parseLong(audit.text("select tree_size from aud_entry where seq = ?", seq));
            Frontier tree = before(size);
            for (long head : heads(size)) {
                tree = batch(tree, head);
            }
            database.commit();
        } finally {
            database.setAutoCommit(true);
        }
    }

    private Frontier before(long size) throws SQLException {
        try (PreparedStatement s =
                database.prepareStatement(
                        "select size, frontier from aud_checkpoint where size < ? order by size desc limit 1")) {
            s.setLong(1, size);
            try (ResultSet row = s.executeQuery()) {
                return row.next()
                        ? Frontier.of(hash, row.getLong(1), row.getBytes(2))
                        : Frontier.empty(hash);
            }
        }
    }

    private List<Long> heads(long from) throws SQLException {
        List<Long> heads = new ArrayList<>();
        try (PreparedStatement s =
                database.prepareStatement(
                        "select size from aud_checkpoint where size >= ? order by size")) {
            s.setLong(1, from);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    heads.add(row.getLong(1));
                }
            }
        }
        return heads;
    }

    private Frontier batch(Frontier tree, long head) throws SQLException {
        List<byte[]> data = new ArrayList<>();
        try (PreparedStatement s =
                database.prepareStatement(
                        "select canonical, salt, leaf from aud_entry where seq >= ? and seq < ? order by seq")) {
            s.setLong(1, tree.size());
            s.setLong(2, head);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    data.add(
                            row.getBytes(1) == null
                                    ? row.getBytes(3)
                                    : EntryCommitment.leafData(
                                            hash, row.getBytes(2), row.getBytes(1)));
                }
            }
        }
        Frontier.Appended appended =
                tree.append(data.stream().map(d -> MerkleTree.leafHash(hash, d)).toList());
        for (int i = 0; i < data.size(); i++) {
            audit.change(
                    "update aud_entry set leaf = ?, path = ? where seq = ?",
                    data.get(i),
                    joined(appended.paths().get(i)),
                    tree.size() + i);
        }
        Frontier next = appended.frontier();
        audit.change(
                "update aud_checkpoint set note = ?, frontier = ? where size = ?",
                signed(next),
                next.encoded(),
                head);
        return next;
    }

    private String signed(Frontier tree) {
        KeyFiles files = new KeyFiles(audit.node().data());
        try {
            return SignedCheckpoint.sign(
                            new Checkpoint(origin, tree.size(), tree.root(), List.of()),
                            List.of(
                                    NoteSigner.sm2(
                                            origin,
                                            Sm2.decodePrivateKey(
                                                    files.privateKey("log-sm2").getEncoded())),
                                    NoteSigner.ed25519(
                                            origin,
                                            (Ed25519PrivateKeyParameters)
                                                    PrivateKeyFactory.createKey(
                                                            files.privateKey("log-ed25519")))))
                    .text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] joined(List<byte[]> path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        path.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
