package org.zhengshu.mounting.control;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Problems;

/**
 * Reads the bytes of a complete upload (上传分片) beside the caller's transaction, whose own connection
 * is taken by the copy that loads them.
 */
@Stateless
public class UploadPieces {
    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** The bytes that begin at an offset; none at the end. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public byte[] at(UUID upload, long start) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select bytes from mnt_upload_piece where upload_id = ? and start = ?")) {
            s.setObject(1, upload);
            s.setLong(2, start);
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }
}
