package org.zhengshu.launcher;

import org.zhengshu.kernel.boundary.Text;

/**
 * What a check found (检查结果): where, what and why, and what to do about it, in both languages.
 *
 * @param code stable name, such as {@code database/too-old}
 * @param where file, setting, address or device
 */
record Finding(Severity severity, String code, String where, Text what, Text todo) {
    /** An error keeps the node from starting; a warning does not. */
    enum Severity {
        ERROR("错误"),
        WARNING("警告");

        private final String chinese;

        Severity(String chinese) {
            this.chinese = chinese;
        }
    }

    /** As the operator reads it. */
    String text() {
        return """
        %s %s  %s  %s
          %s
          %s
          处理: %s
          To do: %s
        """
                .formatted(
                        severity.chinese,
                        severity,
                        code,
                        where,
                        what.zh(),
                        what.en(),
                        todo.zh(),
                        todo.en());
    }
}
