package dev.inquest.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void aFaultSaysWhereAndNotWhat() {
        try {
            var _ = URI.create("https://hidden secret");
        } catch (IllegalArgumentException e) {
            assertThat(Fault.inWords(e))
                    .startsWith("fault: java.lang.IllegalArgumentException at FaultTest.java:")
                    .doesNotContain("hidden");
        }
    }
}
