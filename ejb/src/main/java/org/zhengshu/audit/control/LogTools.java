package org.zhengshu.audit.control;

import java.time.Clock;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.signature.boundary.LogKeys;
import org.zhengshu.signature.boundary.SigningWatch;

/**
 * What writing a log takes (日志写入条件).
 *
 * @param name of the log of this server, which also names the server
 * @param clockRule remembers what was signed last in the one log that is written
 */
record LogTools(
        DataSource dataSource,
        LogName name,
        LogKeys keys,
        CommitGuard guard,
        Clock clock,
        ClockRule clockRule,
        SigningWatch signing) {}
