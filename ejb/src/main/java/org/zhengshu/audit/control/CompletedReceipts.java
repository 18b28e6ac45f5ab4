package org.zhengshu.audit.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.Completion;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.InclusionProof;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TreeProofs;
import org.zhengshu.signature.boundary.RevocationLists;
import org.zhengshu.signature.boundary.TimeStamps;

/**
 * Makes the completed receipt of an entry (回执补全): anchored at the first time-stamped checkpoint
 * that covers it, with time-stamp, cosignatures and revocation lists.
 */
@ApplicationScoped
public class CompletedReceipts {
    private static final String SELECT =
            """
            select e.log_id, l.hash, e.seq, e.canonical, e.salt, t.size, t.token, c.note, k.certificates
            from aud_entry e join aud_log l on l.id = e.log_id
                cross join lateral (select size, token from aud_timestamp
                    where log_id = e.log_id and size > e.seq order by size limit 1) t
                join aud_checkpoint c on c.log_id = e.log_id and c.size = t.size
                join aud_keyset k on k.id = c.keyset_id
            where e.id = ? and e.canonical is not null""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private RevocationLists lists;
    @Inject private TimeStamps stamps;

    /**
     * Empty while no time-stamp covers the entry; throws when the stored log does not lead from the
     * entry to the checkpoint that was time-stamped.
     */
    public Optional<Receipt> find(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(SELECT)) {
            s.setObject(1, id);
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? Optional.of(receipt(connection, row)) : Optional.empty();
            }
        }
    }

    private Receipt receipt(Connection connection, ResultSet row) throws SQLException {
        short log = row.getShort(1);
        HashAlgorithm hash = HashAlgorithm.of(row.getString(2));
        long index = row.getLong(3);
        long size = row.getLong(6);
        byte[] token = row.getBytes(7);
        List<byte[]> certificates = List.of((byte[][]) row.getArray(9).getArray());
        Receipt receipt =
                new Receipt(
                        (ObjectNode) CanonicalJson.parse(row.getBytes(4)),
                        row.getBytes(5),
                        new Receipt.Position(
                                hash,
                                index,
                                size,
                                new TreeProofs(hash, new NodeHashes(connection, log, hash))
                                        .inclusion(index, size)),
                        SignedCheckpoint.parse(row.getString(8)),
                        certificates);
        requireIncluded(receipt);
        return receipt.completed(
                new Completion(
                        lists(certificates, token),
                        Optional.of(token),
                        cosignatures(connection, log, size)));
    }

    private List<byte[]> lists(List<byte[]> certificates, byte[] token) {
        List<byte[]> all = new ArrayList<>(lists.covering(certificates, token));
        all.addAll(stamps.listsFor(token));
        return all;
    }

    /** Nothing is handed out that the receiver's own check would refuse. */
    private static void requireIncluded(Receipt receipt) {
        Receipt.Position log = receipt.log();
        byte[] data =
                EntryCommitment.leafData(
                        log.hash(), receipt.salt(), CanonicalJson.encode(receipt.entry()));
        if (!InclusionProof.verify(
                log.hash(),
                MerkleTree.leafHash(log.hash(), data),
                log.index(),
                log.size(),
                log.path(),
                receipt.checkpoint().checkpoint().root())) {
            throw new ProofException(
                    "log", "does not lead from entry " + log.index() + " to " + log.size());
        }
    }

    private static List<SignedCheckpoint.Signature> cosignatures(
            Connection connection, short log, long size) throws SQLException {
        List<SignedCheckpoint.Signature> lines = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select line from aud_cosignature
                        where log_id = ? and size = ? order by witness""")) {
            s.setShort(1, log);
            s.setLong(2, size);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1).lines().map(Completion::line).forEach(lines::add);
                }
            }
        }
        return lines;
    }
}
