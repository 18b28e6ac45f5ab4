package org.zhengshu.audit.control;

import java.io.ByteArrayOutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
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
    private final LogName name;
    private final HashAlgorithm hash;
    private String origin;
    private short log;
    private int keyset;
    private Frontier frontier;
    private Set<UUID> seen = Set.of();

    private LogSession(
            Connection connection, LogName name, LogKeys keys, CommitGuard guard, Clock clock) {
        this.connection = connection;
        this.name = name;
        this.keys = keys;
        this.guard = guard;
        this.clock = clock;
        this.hash = name.hash();
    }

    /** Takes the lock and reads where the log stands; gives the connection back when that fails. */
    static LogSession open(
            DataSource dataSource, LogName name, LogKeys keys, CommitGuard guard, Clock clock)
            throws SQLException {
        LogSession session = new LogSession(dataSource.getConnection(), name, keys, guard, clock);
        try {
            session.connection.setAutoCommit(false);
            int generation = session.generation();
            session.origin = name.origin(generation);
            session.lock();
            session.openLog(generation);
            session.connection.commit();
            return session;
        } catch (SQLException | RuntimeException e) {
            try (session) {
                throw e;
            }
        }
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

    /** The one that is not closed; a new one after the newest that is. */
    private int generation() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select generation + case when closed_at is null then 0 else 1 end from aud_log
                        where node = ? and server = ? and hash = ? order by generation desc limit 1""")) {
            s.setString(1, name.node());
            s.setString(2, name.server());
            s.setString(3, hash.label());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 1;
            }
        }
    }

    private void openLog(int generation) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_log (origin, hash, created_at, node, server, generation)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (origin) do update set hash = aud_log.hash returning id""")) {
            s.setString(1, origin);
            s.setString(2, hash.label());
            s.setObject(3, now());
            s.setString(4, name.node());
            s.setString(5, name.server());
            s.setInt(6, generation);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                log = rows.getShort(1);
            }
        }
        keyset = openKeyset();
        adopt();
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

    /** What a generation that was closed left without a place gets it in the next one. */
    private void adopt() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        update aud_entry set log_id = ? where seq is null and log_id in (
                            select id from aud_log where node = ? and server = ? and hash = ?
                            and closed_at is not null)""")) {
            s.setShort(1, log);
            s.setString(2, name.node());
            s.setString(3, name.server());
            s.setString(4, hash.label());
            s.executeUpdate();
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

    /** Sequences every act that has no place yet, as at a start. */
    int sweepAll() throws SQLException {
        return sweep(unsequenced());
    }

    /**
     * Sequences acts whose transaction committed but whose door never came to ask: those that were
     * without a place at the last look already, whatever any clock says.
     */
    int sweep() throws SQLException {
        List<Pending> now = unsequenced();
        List<Pending> left = now.stream().filter(p -> seen.contains(p.entry().id())).toList();
        seen = now.stream().map(p -> p.entry().id()).collect(Collectors.toSet());
        return sweep(left);
    }

    private int sweep(List<Pending> left) throws SQLException {
        if (left.isEmpty()) {
            connection.rollback();
        } else {
            commit(left);
        }
        return left.size();
    }

    private List<Pending> unsequenced() throws SQLException {
        List<Pending> found = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select id, at, canonical, salt from aud_entry where log_id = ? and seq is null
                        order by action <> 'audit.decide-incident', at, id limit 1000""")) {
            s.setShort(1, log);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            Pending.act(
                                    Entry.stored(
                                            rows.getObject(1, UUID.class),
                                            rows.getTimestamp(2).toInstant(),
                                            rows.getBytes(3),
                                            rows.getBytes(4))));
                }
            }
        }
        return found;
    }

    /**
     * Makes the batch durable under one signed checkpoint, then releases its callers; nobody is
     * released, not even with a refusal, before the commit went through.
     */
    void commit(List<Pending> batch) throws SQLException {
        Map<UUID, Boolean> stored = stored(batch);
        List<Pending> fresh = new ArrayList<>(admitted(batch, stored));
        Map<Pending, byte[]> receipts = new HashMap<>();
        Frontier next = frontier;
        if (!fresh.isEmpty()) {
            List<byte[]> data = fresh.stream().map(this::leafData).toList();
            Frontier.Appended appended =
                    frontier.append(data.stream().map(d -> MerkleTree.leafHash(hash, d)).toList());
            next = appended.frontier();
            String note = sign(next);
            store(fresh, data, appended, note);
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
            if (isSequenced(pending, stored)) {
                receipts.put(pending, new ReceiptReader(connection).read(pending.entry().id()));
            }
        }
        connection.commit();
        frontier = next;
        batch.forEach(pending -> pending.settle(Optional.ofNullable(receipts.get(pending))));
    }

    /** What is to be added: reads that the guard lets pass, acts whose row is there. */
    private List<Pending> admitted(List<Pending> batch, Map<UUID, Boolean> stored)
            throws SQLException {
        List<Pending> left = batch.stream().filter(p -> !isSequenced(p, stored)).toList();
        guard.count(connection, left.stream().filter(p -> p.grant() != null).toList());
        return left.stream()
                .filter(p -> !p.refused())
                .filter(p -> !p.act() || stored.containsKey(p.entry().id()))
                .toList();
    }

    private static boolean isSequenced(Pending pending, Map<UUID, Boolean> stored) {
        return stored.getOrDefault(pending.entry().id(), false);
    }

    private byte[] leafData(Pending pending) {
        Entry entry = pending.entry();
        return EntryCommitment.leafData(hash, entry.salt(), entry.canonical());
    }

    private String sign(Frontier next) {
        Checkpoint checkpoint = new Checkpoint(origin, next.size(), next.root(), List.of());
        return SignedCheckpoint.sign(checkpoint, keys.signers(origin)).text();
    }

    /** Which entries have a row, and whether it has its place; only of those that may have one. */
    private Map<UUID, Boolean> stored(List<Pending> batch) throws SQLException {
        Object[] ids =
                batch.stream()
                        .filter(p -> p.act() || p.unsure())
                        .map(p -> p.entry().id())
                        .toArray();
        Map<UUID, Boolean> stored = new HashMap<>();
        if (ids.length == 0) {
            return stored;
        }
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select id, seq is not null from aud_entry where id = any(?)")) {
            s.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getObject(1, UUID.class), rows.getBoolean(2));
                }
            }
        }
        return stored;
    }

    private void store(
            List<Pending> fresh, List<byte[]> data, Frontier.Appended appended, String note)
            throws SQLException {
        long first = frontier.size();
        List<EntryWriter.Row> reads = new ArrayList<>();
        try (PreparedStatement acts =
                connection.prepareStatement(
                        "update aud_entry set seq = ?, tree_size = ?, path = ?, leaf = ? where id = ? and seq is null")) {
            int updates = 0;
            for (int i = 0; i < fresh.size(); i++) {
                Pending pending = fresh.get(i);
                byte[] path = joined(appended.paths().get(i));
                if (pending.act()) {
                    acts.setLong(1, first + i);
                    acts.setLong(2, appended.frontier().size());
                    acts.setBytes(3, path);
                    acts.setBytes(4, data.get(i));
                    acts.setObject(5, pending.entry().id());
                    acts.addBatch();
                    updates++;
                } else {
                    reads.add(
                            new EntryWriter.Row(
                                    pending.entry(),
                                    first + i,
                                    appended.frontier().size(),
                                    path,
                                    data.get(i)));
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
