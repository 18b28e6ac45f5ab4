package org.zhengshu.audit.control;

import java.util.UUID;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/** What callers are told whose entry is not in the log yet (存证延迟). */
public final class Lateness {
    private Lateness() {}

    /** Nothing was done. */
    static Problem busy() {
        return ProblemType.BUSY.because(
                "存证日志暂不可写，请稍后重试", "the evidence log cannot be written just now, retry later");
    }

    /** An act is done and its entry not yet sequenced. */
    static Problem pending(UUID id) {
        return ProblemType.RECEIPT_PENDING.because(
                "操作已完成，请勿重复提交；回执稍后可取：/api/v1/receipts/" + id,
                "the operation is done, do not repeat it; fetch its receipt later: /api/v1/receipts/"
                        + id);
    }

    /** Whether the call is in the log will be seen: an act that is not was not done. */
    public static Problem unknown(UUID id) {
        return ProblemType.OUTCOME_UNKNOWN.because(
                "日志或数据库未及时应答，本次调用可能已完成并已计数；若稍后可取回执则已完成，否则未执行：/api/v1/receipts/" + id,
                "the log or the database did not answer in time, the call may be done and counted;"
                        + " it is when its receipt can be fetched a little later, else it is not:"
                        + " /api/v1/receipts/"
                        + id);
    }
}
