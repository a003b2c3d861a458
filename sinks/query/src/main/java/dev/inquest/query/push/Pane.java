package dev.inquest.query.push;

import dev.inquest.query.engine.Grouping.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One group in one window.
final class Pane {

    private final List<@Nullable Object> key;
    private final Span span;
    private final List<Call> calls;
    private final List<Accumulator> accumulators;
    private boolean empty = true;

    Pane(List<@Nullable Object> key, Span span, List<Call> calls) {
        this.key = key;
        this.span = span;
        this.calls = calls;
        this.accumulators = calls.stream().map(Accumulator::new).toList();
    }

    List<@Nullable Object> key() {
        return key;
    }

    Span span() {
        return span;
    }

    boolean isEmpty() {
        return empty;
    }

    void add(@Nullable Object[] prepared) {
        empty = false;
        accumulators.forEach(accumulator -> accumulator.add(prepared));
    }

    /// This pane and another one of the same group, as one.
    Pane with(Pane other) {
        var both = new Pane(key, span.with(other.span), calls);
        for (var i = 0; i < accumulators.size(); i++) {
            both.accumulators.get(i).merge(accumulators.get(i));
            both.accumulators.get(i).merge(other.accumulators.get(i));
        }
        both.empty = empty && other.empty;
        return both;
    }

    void results(@Nullable Object[] row, int from) {
        for (var i = 0; i < accumulators.size(); i++) {
            row[from + i] = accumulators.get(i).result();
        }
    }
}
