package org.zhengshu.kernel.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KRN-18")
class MaskedLogTest {
    private static final String CITIZEN = "990101199003071234";
    private static final String PHONE = "13912345678";

    @Test
    void theMessagesOfExceptionsAndOfTheirCausesAreMasked() {
        Exception cause = new IllegalStateException("no such person: " + CITIZEN);
        cause.addSuppressed(new IllegalStateException("call " + PHONE));
        LogRecord logged = new LogRecord(Level.SEVERE, "failed for " + PHONE);
        logged.setThrown(new IllegalArgumentException("'" + CITIZEN + "'", cause));
        String line = new MaskedLog.Masked(new SimpleFormatter(), null).format(logged);
        assertThat(line)
                .doesNotContain(CITIZEN, PHONE)
                .contains("failed for ***********", "no such person: ******************")
                .contains("IllegalArgumentException", "MaskedLogTest.java");
    }

    /** The server's filter would mask the messages a second time; it is back when this one ends. */
    @Test
    void theServersOwnFilterWaitsMeanwhile() {
        Filter own = logged -> true;
        Formatter lines = new SimpleFormatter();
        Handler handler = new StreamHandler(OutputStream.nullOutputStream(), lines);
        handler.setFilter(own);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            MaskedLog log = new MaskedLog();
            log.mask();
            assertThat(handler.getFilter()).isNull();
            assertThat(handler.getFormatter().format(new LogRecord(Level.INFO, PHONE)))
                    .contains("***********")
                    .doesNotContain(PHONE);
            log.giveBack();
            assertThat(handler.getFilter()).isSameAs(own);
            assertThat(handler.getFormatter()).isSameAs(lines);
        } finally {
            root.removeHandler(handler);
        }
    }

    @Test
    void otherNumbersStay() {
        String line =
                "1 990199199013071234 23912345678 4bf92f3577b34da6a3ce929d0e0e4736 139123456789";
        assertThat(PersonalData.masked(line)).isEqualTo(line);
    }
}
