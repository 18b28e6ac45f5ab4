package org.zhengshu.launcher;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.launcher.Options.ExternalDatabase;

/** Whether a database of the operator's can carry this node (数据库检查). */
final class DatabaseCheck {
    /** The oldest that the schema was tried on. */
    static final int OLDEST = 15;

    /** What the server's two pools may open. */
    private static final int CONNECTIONS = 44;

    private static final Duration STEP = Duration.ofSeconds(5);

    private final ExternalDatabase database;
    private final Clock clock;
    private final Findings findings;

    DatabaseCheck(ExternalDatabase database, Clock clock, Findings findings) {
        this.database = database;
        this.clock = clock;
        this.findings = findings;
    }

    /** Looks at the database; the schema may be as new as this version and not newer. */
    void run(String newest) {
        Properties login = new Properties();
        login.setProperty("user", database.user());
        login.setProperty("password", database.password());
        login.setProperty("connectTimeout", "10");
        login.setProperty("socketTimeout", "20");
        try (Connection connection = new org.postgresql.Driver().connect(database.url(), login);
                Statement statement = connection.createStatement()) {
            version(statement);
            encoding(statement);
            writable(statement);
            rights(statement);
            connections(statement);
            clock(statement);
            schema(statement, newest);
        } catch (SQLException e) {
            refused(e);
        }
    }

    private void refused(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            error(
                    "database/login-refused",
                    new Text("数据库拒绝登录: " + e.getMessage(), "login refused: " + e.getMessage()),
                    new Text(
                            "核对用户、口令文件和 pg_hba.conf", "check user, password file and pg_hba.conf"));
        } else if (state.equals("3D000")) {
            error(
                    "database/missing",
                    new Text("数据库不存在", "there is no such database"),
                    new Text(
                            "CREATE DATABASE 名称 OWNER 用户 ENCODING 'UTF8' TEMPLATE template0",
                            "CREATE DATABASE name OWNER user ENCODING 'UTF8' TEMPLATE template0"));
        } else {
            error(
                    "database/unreachable",
                    new Text("无法连接数据库: " + e.getMessage(), "no connection: " + e.getMessage()),
                    new Text(
                            "核对主机、端口、防火墙、listen_addresses 和加密方式",
                            "check host, port, firewall, listen_addresses and encryption"));
        }
    }

    private void version(Statement statement) throws SQLException {
        int version = Integer.parseInt(text(statement, "show server_version_num")) / 10_000;
        if (version < OLDEST) {
            error(
                    "database/too-old",
                    new Text(
                            "数据库版本 " + version + " 过低, 至少需要 " + OLDEST,
                            "version "
                                    + version
                                    + " is too old, at least "
                                    + OLDEST
                                    + " is needed"),
                    new Text("升级 PostgreSQL", "upgrade PostgreSQL"));
        }
    }

    private void encoding(Statement statement) throws SQLException {
        String encoding = text(statement, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            error(
                    "database/wrong-encoding",
                    new Text("数据库编码为 " + encoding, "the encoding is " + encoding),
                    new Text(
                            "以 ENCODING 'UTF8' TEMPLATE template0 重建数据库",
                            "make the database anew with ENCODING 'UTF8' TEMPLATE template0"));
        }
    }

    private void writable(Statement statement) throws SQLException {
        boolean replica = text(statement, "select pg_is_in_recovery()").equals("t");
        if (replica || text(statement, "show transaction_read_only").equals("on")) {
            error(
                    "database/read-only",
                    new Text(
                            replica ? "这是只读备库" : "数据库为只读",
                            replica ? "this is a read-only replica" : "the database is read-only"),
                    new Text("连接主库", "connect to the primary"));
        }
    }

    private void rights(Statement statement) throws SQLException {
        String missing =
                text(
                        statement,
                        """
                        select concat_ws(', ',
                          case when not has_database_privilege(current_database(), 'CREATE')
                            then 'CREATE ON DATABASE' end,
                          case when not has_database_privilege(current_database(), 'TEMPORARY')
                            then 'TEMPORARY ON DATABASE' end,
                          case when not has_schema_privilege('public', 'CREATE')
                            then 'CREATE ON SCHEMA public' end)""");
        if (!missing.isEmpty()) {
            error(
                    "database/rights",
                    new Text(
                            "用户 " + database.user() + " 权限不足, 缺少 " + missing,
                            "the user " + database.user() + " lacks " + missing),
                    new Text("ALTER DATABASE 名称 OWNER TO 用户", "ALTER DATABASE name OWNER TO user"));
        }
    }

    private void connections(Statement statement) throws SQLException {
        int most = Integer.parseInt(text(statement, "show max_connections"));
        if (most < CONNECTIONS + 6) {
            findings.warning(
                    "database/few-connections",
                    database,
                    new Text(
                            "max_connections 为 " + most + ", 本节点最多使用 " + CONNECTIONS,
                            "max_connections is " + most + ", this node uses up to " + CONNECTIONS),
                    new Text(
                            "增大 max_connections, 或用环境变量 DB_POOL_MAX 减小连接池",
                            "raise max_connections, or make the pool smaller by DB_POOL_MAX"));
        }
    }

    private void clock(Statement statement) throws SQLException {
        Instant there =
                Instant.ofEpochMilli(
                        Long.parseLong(
                                text(
                                        statement,
                                        "select (extract(epoch from clock_timestamp()) * 1000)::bigint")));
        Duration apart = Duration.between(there, clock.instant()).abs();
        if (apart.compareTo(STEP) > 0) {
            error(
                    "clock/off",
                    new Text(
                            "本机时钟与数据库服务器相差 " + apart.toSeconds() + " 秒",
                            "this machine's clock and the database server's are "
                                    + apart.toSeconds()
                                    + " s apart"),
                    new Text("用 NTP (chrony) 校准两台机器的时钟", "set both clocks by NTP (chrony)"));
        }
    }

    private void schema(Statement statement, String newest) throws SQLException {
        if (text(statement, "select to_regclass('flyway_schema_history')::text").isEmpty()) {
            return;
        }
        String there =
                text(
                        statement,
                        """
                        select version from flyway_schema_history
                        where version is not null order by string_to_array(replace(version, '_', '.'), '.')::int[]
                        desc limit 1""");
        if (Versions.compare(there, newest) > 0) {
            error(
                    "database/schema-newer",
                    new Text(
                            "数据库结构版本 " + there + " 比本程序的 " + newest + " 新",
                            "the schema is of version " + there + ", this build knows " + newest),
                    new Text(
                            "使用创建该结构的版本或更新的版本, 或恢复升级前的备份",
                            "run the build that made it or a newer one, or restore the backup from before"));
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            String value = rows.next() ? rows.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    private void error(String code, Text what, Text todo) {
        findings.error(code, database, what, todo);
    }
}
