package dev.inquest.topology.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class PipelineTraceTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final List<PipelineTrace.Step> steps = new ArrayList<>();
    private final PipelineTrace trace =
            new PipelineTrace(new Random(1), () -> NOW, Optional.of(steps::add));

    @Test
    void whereNobodyKeepsSpansATracePassesThrough() {
        assertThat(context(PipelineTrace.THROUGH.next("step", cause(PARENT, NOW), "n1")))
                .isEqualTo(TraceContext.read(PARENT).orElseThrow());
        assertThat(PipelineTrace.THROUGH.next("step", cause("", NOW), "n1")).isEmpty();
    }

    @Test
    void aStepContinuesTheTraceOfItsCause() {
        var began = NOW.minusMillis(20);

        var told = context(trace.next("inquest detect", cause(PARENT, began), "prod/n1"));

        assertThat(told.trace()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(steps)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.own()).isEqualTo(told);
                    assertThat(step.parent()).contains("b7ad6b7169203331");
                    assertThat(step.key()).isEqualTo("prod/n1");
                    assertThat(step.began()).isEqualTo(began);
                    assertThat(step.ended()).isEqualTo(NOW);
                });
    }

    @Test
    void whatNoEventCausedBeginsATrace() {
        for (var header : List.of("", "nonsense")) {
            var told = context(trace.next("inquest detect", cause(header, NOW), "prod/n1"));

            assertThat(steps.getLast().parent()).isEmpty();
            assertThat(steps.getLast().own()).isEqualTo(told);
        }
    }

    @Test
    void aStorysTimeNeverMakesAStepEndBeforeItBegan() {
        trace.next("inquest detect", cause(PARENT, NOW.plusSeconds(3_600)), "prod/n1");

        assertThat(steps.getLast().began()).isEqualTo(NOW);
    }

    private static TraceContext context(Headers headers) {
        var header = headers.lastHeader(TraceContext.HEADER);
        return TraceContext.read(new String(header.value(), StandardCharsets.US_ASCII))
                .orElseThrow();
    }

    private static Record<String, String> cause(String header, Instant at) {
        var headers = new RecordHeaders();
        if (!header.isEmpty()) {
            headers.add(TraceContext.HEADER, header.getBytes(StandardCharsets.US_ASCII));
        }
        return new Record<>("key", "value", at.toEpochMilli(), headers);
    }
}
