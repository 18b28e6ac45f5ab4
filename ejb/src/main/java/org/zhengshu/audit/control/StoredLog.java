package org.zhengshu.audit.control;

import org.zhengshu.proof.HashAlgorithm;

/**
 * A log of this node as the database has it (已存日志).
 *
 * @param closed nothing is added any more
 */
public record StoredLog(short id, String origin, boolean closed) {
    public HashAlgorithm hash() {
        return HashAlgorithm.ofOrigin(origin);
    }
}
