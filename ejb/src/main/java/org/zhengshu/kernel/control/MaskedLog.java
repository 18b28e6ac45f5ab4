package org.zhengshu.kernel.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Masks personal data in whole lines of the log (日志脱敏): the server's own filters reach the
 * messages, but not what an exception's text or a stack trace says.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class MaskedLog {
    private static final Logger ROOT = Logger.getLogger("");

    @PostConstruct
    void mask() {
        for (Handler handler : ROOT.getHandlers()) {
            if (handler.getFormatter() != null) {
                handler.setFormatter(new Masked(handler.getFormatter(), handler.getFilter()));
                handler.setFilter(null);
            }
        }
    }

    @PreDestroy
    void giveBack() {
        for (Handler handler : ROOT.getHandlers()) {
            if (handler.getFormatter() instanceof Masked masked) {
                handler.setFilter(masked.before);
                handler.setFormatter(masked.lines);
            }
        }
    }

    /** What another formatter writes, masked (脱敏格式). */
    static final class Masked extends Formatter {
        private final Formatter lines;
        private final Filter before;

        /**
         * @param before masks the messages alone while this is not there; null for none
         */
        Masked(Formatter lines, Filter before) {
            this.lines = lines;
            this.before = before;
        }

        @Override
        public String format(LogRecord logged) {
            return PersonalData.masked(lines.format(logged));
        }

        @Override
        public String getHead(Handler handler) {
            return lines.getHead(handler);
        }

        @Override
        public String getTail(Handler handler) {
            return lines.getTail(handler);
        }
    }
}
