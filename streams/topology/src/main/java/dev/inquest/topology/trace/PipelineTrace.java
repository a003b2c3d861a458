package dev.inquest.topology.trace;

import dev.inquest.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/// Carries the trace of an event on to what is told because of it, and says each step to whoever
/// keeps spans. Where nobody does, the trace still passes through.
///
/// @param random thread-safe: both applications use it
/// @param steps whoever keeps spans, if anybody does
public record PipelineTrace(
        RandomGenerator random, InstantSource clock, Optional<Consumer<Step>> steps) {

    /// Lets traces pass through.
    public static final PipelineTrace THROUGH =
            new PipelineTrace(new Random(), InstantSource.system(), Optional.empty());

    /// One application's part in a trace.
    ///
    /// @param name such as `inquest detect`
    /// @param key of the record that was told
    /// @param parent span of the record that caused it; empty where the trace begins here
    /// @param began when the cause was on its topic
    public record Step(
            String name,
            String key,
            TraceContext own,
            Optional<String> parent,
            Instant began,
            Instant ended) {}

    /// The headers of what is told because of a record.
    ///
    /// @param told its key
    public Headers next(String name, Record<?, ?> cause, String told) {
        var before = read(cause.headers());
        var headers = new RecordHeaders();
        if (steps.isEmpty()) {
            before.ifPresent(trace -> write(headers, trace));
            return headers;
        }
        var own =
                before.map(trace -> trace.next(random)).orElseGet(() -> TraceContext.begin(random));
        write(headers, own);
        steps.get()
                .accept(
                        new Step(
                                name,
                                told,
                                own,
                                before.map(TraceContext::span),
                                began(cause),
                                clock.instant()));
        return headers;
    }

    /// A story's time is not ours: a step does not end before it began.
    private Instant began(Record<?, ?> cause) {
        var at = Instant.ofEpochMilli(cause.timestamp());
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }

    private static Optional<TraceContext> read(Headers headers) {
        var header = headers.lastHeader(TraceContext.HEADER);
        return header == null || header.value() == null
                ? Optional.empty()
                : TraceContext.read(new String(header.value(), StandardCharsets.US_ASCII));
    }

    private static void write(Headers headers, TraceContext trace) {
        headers.add(TraceContext.HEADER, trace.header().getBytes(StandardCharsets.US_ASCII));
    }
}
