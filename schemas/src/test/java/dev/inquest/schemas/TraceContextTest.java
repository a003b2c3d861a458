package dev.inquest.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void aHeaderIsReadAsW3cWritesIt() {
        assertThat(TraceContext.read("00-" + TRACE + "-" + SPAN + "-01"))
                .contains(new TraceContext(TRACE, SPAN, true));
        assertThat(TraceContext.read("00-" + TRACE + "-" + SPAN + "-00"))
                .contains(new TraceContext(TRACE, SPAN, false));
        // A later version may say more.
        assertThat(TraceContext.read("01-" + TRACE + "-" + SPAN + "-01-more")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void whatIsNotWellFormedIsNoTrace(String header) {
        assertThat(TraceContext.read(header)).isEmpty();
    }

    @Test
    void stepsShareTheTraceAndReadBack() {
        var random = new Random(1);
        var first = TraceContext.begin(random);
        var second = first.next(random);

        assertThat(second.trace()).isEqualTo(first.trace());
        assertThat(second.span()).isNotEqualTo(first.span());
        assertThat(TraceContext.read(second.header())).contains(second);
    }
}
