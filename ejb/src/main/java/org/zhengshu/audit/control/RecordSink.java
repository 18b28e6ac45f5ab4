package org.zhengshu.audit.control;

import java.io.IOException;
import java.sql.SQLException;
import org.zhengshu.proof.log.LogRecord;

/** Takes the records of a log one after another (日志记录去向). */
interface RecordSink {
    void accept(LogRecord record) throws IOException, SQLException;
}
