package org.zhengshu.kernel.soap;

import java.util.List;
import org.zhengshu.audit.boundary.Answer;

/**
 * What a door says to a message (答复); written by {@link Envelope}, or by CXF.
 *
 * @param headers the blocks of its Header
 */
record Reply(Answer answer, List<HeaderBlock> headers) {
    Reply {
        headers = List.copyOf(headers);
    }
}
