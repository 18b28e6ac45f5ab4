package org.zhengshu.kernel.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
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
        String line = new MaskedLog.Masked(new SimpleFormatter()).format(logged);
        assertThat(line)
                .doesNotContain(CITIZEN, PHONE)
                .contains("failed for ***********", "no such person: ******************")
                .contains("IllegalArgumentException", "MaskedLogTest.java");
    }

    @Test
    void otherNumbersStay() {
        String line =
                "1 990199199013071234 23912345678 4bf92f3577b34da6a3ce929d0e0e4736 139123456789";
        assertThat(PersonalData.masked(line)).isEqualTo(line);
    }
}
