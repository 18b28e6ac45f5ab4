package org.zhengshu.proof.log;

/**
 * One thing that is wrong with a log (问题项).
 *
 * @param seq index of the entry, or the size for a checkpoint; -1 when it has none
 * @param entry id of the entry; empty when there is none
 */
public record Finding(Kind kind, long seq, String entry, String zh, String en) {

    /** What is wrong (问题种类). */
    public enum Kind {
        MISSING("缺失"),
        CHANGED("被改动"),
        REORDERED("被调换"),
        ADDED("日志外增加"),
        COLUMNS("列与条目不符"),
        CHECKPOINT("检查点不符"),
        SIGNATURE("签名无效"),
        TIMESTAMP("时间戳无效"),
        REDACTION("未经登记的删除"),
        CONTRADICTED("与已知存证矛盾"),
        TRUNCATED("被截短或回退"),
        FORMAT("不可读");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    static Finding of(Kind kind, long seq, String zh, String en) {
        return new Finding(kind, seq, "", zh, en);
    }
}
