package org.zhengshu.audit.control;

import java.io.ByteArrayOutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.NoteSigner;
import org.zhengshu.proof.SignedCheckpoint;

/**
 * An open log (日志会话): one connection that holds the lock on the log, and the frontier of the tree.
 * Used by one thread only.
 */
final class LogSession implements AutoCloseable {
    private final Connection connection;
    private final LogTools tools;
    private final LogRow row;
    private final HashAlgorithm hash;
    private final List<NoteSigner> signers;
    private final byte[] certificates;
    private final Unsequenced unsequenced;
    private int keyset;
    private Frontier frontier;
    private boolean inDoubt;

    private LogSession(Connection connection, LogTools tools, LogRow row) {
        this.connection = connection;
        this.tools = tools;
        this.row = row;
        this.hash = row.hash();
        this.signers = tools.keys().signers(row.origin());
        this.certificates = ReceiptWriter.certificates(tools.keys().certificates());
        this.unsequenced = new Unsequenced(connection, row);
    }

    /** Opens the log of this server, new where there is none; fails while another holds it. */
    static LogSession own(LogTools tools) throws SQLException {
        Connection connection = LogConnection.open(tools.dataSource());
        try {
            LogRow row = LogRow.own(connection, tools.name(), tools.clock().instant());
            if (!LogRow.lock(connection, row.origin())) {
                throw new SQLException(
                        "log " + row.origin() + " is held by another running server");
            }
            return opened(connection, tools, row);
        } catch (SQLException | RuntimeException e) {
            LogConnection.closeAfter(e, connection);
            throw e;
        }
    }

    /** Opens a log of the node that has no writer; empty while it has one. */
    static Optional<LogSession> other(LogTools tools, LogRow row) throws SQLException {
        Connection connection = LogConnection.open(tools.dataSource());
        try {
            if (LogRow.lock(connection, row.origin())) {
                return Optional.of(opened(connection, tools, row));
            }
            LogConnection.close(connection);
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            LogConnection.closeAfter(e, connection);
            throw e;
        }
    }

    /** Where the log stands is read under its lock. */
    private static LogSession opened(Connection connection, LogTools tools, LogRow row)
            throws SQLException {
        LogSession session = new LogSession(connection, tools, row.again(connection));
        session.keyset = session.openKeyset();
        session.readFrontier();
        session.unsequenced.adopt();
        connection.commit();
        while (session.unsequenced.fillLeaves() > 0) {
            continue;
        }
        return session;
    }

    short log() {
        return row.id();
    }

    String origin() {
        return row.origin();
    }

    long size() {
        return frontier.size();
    }

    /** True when a commit failed after it was asked for: the database may have done it. */
    boolean inDoubt() {
        return inDoubt;
    }

    private void readFrontier() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select size, frontier, signed_at from aud_checkpoint
                        where log_id = ? order by size desc limit 1""")) {
            s.setShort(1, row.id());
            try (ResultSet rows = s.executeQuery()) {
                frontier = Frontier.empty(hash);
                if (rows.next()) {
                    frontier = Frontier.of(hash, rows.getLong(1), rows.getBytes(2));
                    tools.clockRule().signed(rows.getTimestamp(3).toInstant());
                }
            }
        }
    }

    private int openKeyset() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_keyset (log_id, fingerprint, certificates, since) values (?, ?, ?, ?)
                        on conflict (log_id, fingerprint) do update set since = aud_keyset.since returning id""")) {
            Array chain =
                    connection.createArrayOf(
                            "bytea", tools.keys().certificates().toArray(byte[][]::new));
            s.setShort(1, row.id());
            s.setString(2, tools.keys().fingerprint());
            s.setArray(3, chain);
            s.setObject(4, tools.clock().instant().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Sequences every act that has no place yet, as at a start. */
    int sweepAll() throws SQLException {
        return sweep(unsequenced.acts());
    }

    /** Sequences acts that nobody asked for any more. */
    int sweep() throws SQLException {
        return sweep(unsequenced.forgotten());
    }

    private int sweep(List<Pending> left) throws SQLException {
        if (left.isEmpty()) {
            connection.rollback();
        } else {
            commit(left);
        }
        return left.size();
    }

    /** Says that the server is back, when another one had finished its log meanwhile. */
    void reopen() throws SQLException {
        if (row.sealed()) {
            row.reopen(connection);
            commitEvent("audit.reopen");
        }
    }

    /**
     * Finishes the log of a dead server; a log that was finished and has no news stays as it is.
     */
    boolean seal() throws SQLException {
        int swept = 0;
        for (int more = sweepAll(); more > 0; more = sweepAll()) {
            swept += more;
        }
        if (row.sealed() && swept == 0) {
            return false;
        }
        row.seal(connection, tools.name().server(), tools.clock().instant());
        commitEvent("audit.seal");
        return true;
    }

    private void commitEvent(String action) throws SQLException {
        Map<String, Object> facts =
                Map.of("log", row.origin(), "size", size(), "server", tools.name().server());
        Entry entry = Entry.event(action, facts, tools.name().node(), tools.clock());
        commit(List.of(Pending.read(entry, null)));
    }

    /** Signs the newest state once more, for the watch on the signer alone. */
    void trySigning() {
        sign(frontier);
    }

    /**
     * Makes the batch durable under one signed checkpoint, then releases its callers; nobody is
     * released, not even with a refusal, before the commit went through.
     */
    void commit(List<Pending> batch) throws SQLException {
        inDoubt = false;
        Map<UUID, Boolean> stored = stored(batch);
        List<Pending> fresh = admitted(batch, stored);
        Map<Pending, byte[]> receipts = new HashMap<>();
        for (Pending pending : batch) {
            if (isSequenced(pending, stored)) {
                receipts.put(pending, new ReceiptReader(connection).read(pending.entry().id()));
            }
        }
        if (fresh.isEmpty()) {
            inDoubt = true;
            connection.commit();
        } else {
            frontier = append(fresh, receipts);
        }
        inDoubt = false;
        batch.forEach(pending -> pending.settle(Optional.ofNullable(receipts.get(pending))));
    }

    /** What is to be added: reads that the guard lets pass, acts whose row is there. */
    private List<Pending> admitted(List<Pending> batch, Map<UUID, Boolean> stored)
            throws SQLException {
        List<Pending> left = batch.stream().filter(p -> !isSequenced(p, stored)).toList();
        tools.guard().count(connection, left.stream().filter(p -> p.grant() != null).toList());
        return left.stream()
                .filter(p -> !p.refused())
                .filter(p -> !p.act() || stored.containsKey(p.entry().id()))
                .toList();
    }

    private static boolean isSequenced(Pending pending, Map<UUID, Boolean> stored) {
        return stored.getOrDefault(pending.entry().id(), false);
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

    /** Writes the entries and their checkpoint, commits, and makes the receipts. */
    private Frontier append(List<Pending> fresh, Map<Pending, byte[]> receipts)
            throws SQLException {
        List<byte[]> data = fresh.stream().map(this::leafData).toList();
        Frontier.Appended appended =
                frontier.append(data.stream().map(d -> MerkleTree.leafHash(hash, d)).toList());
        Frontier next = appended.frontier();
        Instant now = tools.clock().instant();
        String note = sign(next);
        ReceiptWriter writer = new ReceiptWriter(hash, next.size(), note, certificates);
        List<EntryWriter.Row> acts = new ArrayList<>();
        List<EntryWriter.Row> reads = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            Pending pending = fresh.get(i);
            long place = frontier.size() + i;
            List<byte[]> path = appended.paths().get(i);
            (pending.act() ? acts : reads)
                    .add(
                            new EntryWriter.Row(
                                    pending.entry(),
                                    place,
                                    next.size(),
                                    joined(path),
                                    data.get(i)));
            receipts.put(pending, writer.write(pending.entry(), place, path));
        }
        EntryWriter.place(connection, acts);
        inDoubt = true;
        try {
            BatchWriter.commit(
                    connection,
                    row.id(),
                    reads,
                    new BatchWriter.Signed(next.size(), note, next.encoded(), keyset, now));
        } catch (SQLException e) {
            inDoubt = !BatchWriter.isRefused(e);
            throw e;
        }
        tools.clockRule().signed(now);
        return next;
    }

    private byte[] leafData(Pending pending) {
        Entry entry = pending.entry();
        return EntryCommitment.leafData(hash, entry.salt(), entry.canonical());
    }

    private String sign(Frontier next) {
        Checkpoint checkpoint = new Checkpoint(row.origin(), next.size(), next.root(), List.of());
        return tools.signing().time(() -> SignedCheckpoint.sign(checkpoint, signers).text());
    }

    private static byte[] joined(List<byte[]> path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(path.size() * HashAlgorithm.LENGTH);
        path.forEach(out::writeBytes);
        return out.toByteArray();
    }

    @Override
    public void close() throws SQLException {
        LogConnection.close(connection);
    }
}
