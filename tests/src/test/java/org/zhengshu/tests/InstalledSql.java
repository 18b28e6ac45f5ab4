package org.zhengshu.tests;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement in an installed node's database, in a process inside its network. */
final class InstalledSql {
    private InstalledSql() {}

    /** Address, statement; prints the first column of what comes back. */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0], "postgres", "");
                Statement statement = connection.createStatement()) {
            if (statement.execute(arguments[1])) {
                print(statement.getResultSet());
            }
        }
    }

    private static void print(ResultSet rows) throws SQLException {
        while (rows.next()) {
            String value = rows.getString(1);
            byte[] line = ((value == null ? "" : value) + "\n").getBytes(StandardCharsets.UTF_8);
            System.out.write(line, 0, line.length);
        }
        System.out.flush();
    }
}
