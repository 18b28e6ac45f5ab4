package org.zhengshu.audit.control;

import java.io.ByteArrayOutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.signature.boundary.LogKeys;

/**
 * The open log of this server (日志会话): one connection that holds the lock on the log, and the
 * frontier of the tree. Used by the committer's thread only.
 */
final class LogSession implements AutoCloseable {
    private final Connection connection;
    private final LogKeys keys;
    private final Clock clock;
    private final CommitGuard guard;
    private final String origin;
    private final HashAlgorithm hash;
    private short log;
    private int keyset;
    private Frontier frontier;

    LogSession(Connection connection, String origin, LogKeys keys, CommitGuard guard, Clock clock)
            throws SQLException {
        this.connection = connection;
        this.origin = origin;
        this.keys = keys;
        this.guard = guard;
        this.clock = clock;
        this.hash = HashAlgorithm.SM3;
        connection.setAutoCommit(false);
        lock();
        openLog();
        connection.commit();
    }

    short log() {
        return log;
    }

    long size() {
        return frontier.size();
    }

    private void lock() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select pg_try_advisory_lock(hashtextextended(?, 809))")) {
            s.setString(1, origin);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    throw new SQLException("log " + origin + " is held by another running server");
                }
            }
        }
    }

    private void openLog() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_log (origin, hash, created_at) values (?, ?, ?)
                        on conflict (origin) do update set hash = aud_log.hash returning id""")) {
            s.setString(1, origin);
            s.setString(2, hash.label());
            s.setObject(3, now());
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                log = rows.getShort(1);
            }
        }
        keyset = openKeyset();
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select size, frontier from aud_checkpoint where log_id = ? order by size desc limit 1")) {
            s.setShort(1, log);
            try (ResultSet rows = s.executeQuery()) {
                frontier =
                        rows.next()
                                ? Frontier.of(hash, rows.getLong(1), rows.getBytes(2))
                                : Frontier.empty(hash);
            }
        }
    }

    private int openKeyset() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_keyset (log_id, fingerprint, certificates, since) values (?, ?, ?, ?)
                        on conflict (log_id, fingerprint) do update set since = aud_keyset.since returning id""")) {
            Array certificates =
                    connection.createArrayOf("bytea", keys.certificates().toArray(byte[][]::new));
            s.setShort(1, log);
            s.setString(2, keys.fingerprint());
            s.setArray(3, certificates);
            s.setObject(4, now());
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Sequences acts whose transaction committed but whose door never came to ask. */
    int sweep(Instant olderThan) throws SQLException {
        List<Pending> found = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select id, canonical, salt from aud_entry
                        where log_id = ? and seq is null and at < ? order by at, id limit 1000""")) {
            s.setShort(1, log);
            s.setObject(2, olderThan.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Pending(
                                    new Entry(
                                            rows.getObject(1, UUID.class),
                                            olderThan,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            rows.getBytes(2),
                                            rows.getBytes(3)),
                                    true,
                                    null,
                                    new java.util.concurrent.CompletableFuture<>()));
                }
            }
        }
        if (found.isEmpty()) {
            connection.rollback();
        } else {
            commit(found);
        }
        return found.size();
    }

    /** Makes the batch durable under one signed checkpoint, then releases its callers. */
    void commit(List<Pending> batch) throws SQLException {
        guard.count(
                connection, batch.stream().filter(p -> p.grant() != null && !p.refused()).toList());
        Set<UUID> alreadySequenced = alreadySequenced(batch);
        List<Pending> fresh =
                batch.stream()
                        .filter(p -> !p.refused() && !alreadySequenced.contains(p.entry().id()))
                        .toList();
        Map<Pending, byte[]> receipts = new LinkedHashMap<>();
        Frontier next = frontier;
        if (!fresh.isEmpty()) {
            Frontier.Appended appended = frontier.append(fresh.stream().map(this::leaf).toList());
            next = appended.frontier();
            String note = sign(next);
            store(fresh, appended, note);
            for (int i = 0; i < fresh.size(); i++) {
                receipts.put(
                        fresh.get(i),
                        ReceiptWriter.write(
                                fresh.get(i).entry(),
                                hash,
                                frontier.size() + i,
                                next.size(),
                                appended.paths().get(i),
                                note,
                                keys.certificates()));
            }
        }
        for (Pending pending : batch) {
            if (alreadySequenced.contains(pending.entry().id())) {
                receipts.put(pending, new ReceiptReader(connection).read(pending.entry().id()));
            }
        }
        connection.commit();
        frontier = next;
        receipts.forEach((pending, bytes) -> pending.receipt().complete(bytes));
    }

    private byte[] leaf(Pending pending) {
        Entry entry = pending.entry();
        return MerkleTree.leafHash(
                hash, EntryCommitment.leafData(hash, entry.salt(), entry.canonical()));
    }

    private String sign(Frontier next) {
        Checkpoint checkpoint = new Checkpoint(origin, next.size(), next.root(), List.of());
        return SignedCheckpoint.sign(checkpoint, keys.signers(origin)).text();
    }

    private Set<UUID> alreadySequenced(List<Pending> batch) throws SQLException {
        List<UUID> acts = batch.stream().filter(Pending::act).map(p -> p.entry().id()).toList();
        Set<UUID> done = new HashSet<>();
        if (acts.isEmpty()) {
            return done;
        }
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select id from aud_entry where id = any(?) and seq is not null")) {
            s.setArray(1, connection.createArrayOf("uuid", acts.toArray()));
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    done.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return done;
    }

    private void store(List<Pending> fresh, Frontier.Appended appended, String note)
            throws SQLException {
        long first = frontier.size();
        List<EntryWriter.Row> reads = new ArrayList<>();
        try (PreparedStatement acts =
                connection.prepareStatement(
                        "update aud_entry set seq = ?, tree_size = ?, path = ? where id = ? and seq is null")) {
            int updates = 0;
            for (int i = 0; i < fresh.size(); i++) {
                Pending pending = fresh.get(i);
                byte[] path = joined(appended.paths().get(i));
                if (pending.act()) {
                    acts.setLong(1, first + i);
                    acts.setLong(2, appended.frontier().size());
                    acts.setBytes(3, path);
                    acts.setObject(4, pending.entry().id());
                    acts.addBatch();
                    updates++;
                } else {
                    reads.add(
                            new EntryWriter.Row(
                                    pending.entry(), first + i, appended.frontier().size(), path));
                }
            }
            if (updates > 0) {
                for (int count : acts.executeBatch()) {
                    if (count != 1) {
                        throw new SQLException("an act's entry vanished before it was sequenced");
                    }
                }
            }
        }
        if (!reads.isEmpty()) {
            EntryWriter.insert(connection, log, reads);
        }
        storeCheckpoint(appended.frontier(), note);
    }

    private void storeCheckpoint(Frontier next, String note) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_checkpoint (log_id, size, note, frontier, keyset_id, signed_at)
                        values (?, ?, ?, ?, ?, ?)""")) {
            s.setShort(1, log);
            s.setLong(2, next.size());
            s.setString(3, note);
            s.setBytes(4, next.encoded());
            s.setInt(5, keyset);
            s.setObject(6, now());
            s.executeUpdate();
        }
    }

    private static byte[] joined(List<byte[]> path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(path.size() * 32);
        path.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * Gives the lock back first: the pool keeps the connection, and with it the session's locks.
     */
    @Override
    public void close() throws SQLException {
        try (connection;
                PreparedStatement s =
                        connection.prepareStatement("select pg_advisory_unlock_all()")) {
            connection.rollback();
            s.execute();
            connection.commit();
        }
    }
}
