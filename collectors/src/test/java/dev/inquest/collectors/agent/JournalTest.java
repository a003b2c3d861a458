package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Journal text = journal(false);
    private final Journal json = journal(true);

    @Test
    void anObservationIsOneLineThatSaysWhatAndWhich() {
        text.gap("kmsg", 17);
        assertThat(written()).isEqualTo("warning records lost lost=\"17\" source=\"kmsg\"\n");
    }

    @Test
    void asJsonItIsOneObjectALine() throws IOException {
        json.spoolDropped("pods", 3);
        assertThat(new ObjectMapper().readTree(written()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"level":"error","message":"events dropped from the spool",
                                         "topic":"pods","lost":"3"}
                                        """));
    }

    @Test
    void hostileTextStaysOneLineAndValidJson() throws IOException {
        var hostile = "a\"b\\c\nwarning forged\u001b[31m\u0000";
        json.blind("console", hostile);
        assertThat(written().lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(written()).get("why").asText())
                .isEqualTo("a\"b\\c warning forged [31m ");
    }

    @Test
    void aValueIsBounded() {
        text.publishWaits("x".repeat(100_000));
        assertThat(written()).hasSizeLessThan(1_200);
    }

    @Test
    void observationsAreCountedByWhatTheySay() {
        text.blind("kmsg", "gone");
        text.blind("links", "gone");
        text.seeing("kmsg");
        assertThat(text.counts())
                .isEqualTo(Map.of("source cannot be read", 2L, "source can be read again", 1L));
    }

    private Journal journal(boolean asJson) {
        return new Journal(new PrintStream(written, true, StandardCharsets.UTF_8), asJson);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
