package dev.inquest.query.push;

import dev.inquest.query.engine.Grouping.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One aggregate of one group.
final class Accumulator {

    /// Values that COLLECT and DISTINCT remember per group; further ones are left out.
    private static final int REMEMBERED = 1_000;

    private static final Comparator<Object> ORDER = Accumulator::compare;

    private final Call call;
    private long count;
    private long whole;
    private double sum;
    private @Nullable Object extreme;
    private final Set<Object> distinct = new HashSet<>();
    private final List<Object> collected = new ArrayList<>();

    Accumulator(Call call) {
        this.call = call;
    }

    void add(@Nullable Object[] prepared) {
        if (call.filter().isPresent() && !Boolean.TRUE.equals(prepared[call.filter().getAsInt()])) {
            return;
        }
        if (call.argument().isEmpty()) {
            count++;
            return;
        }
        var value = prepared[call.argument().getAsInt()];
        if (value != null) {
            add(value);
        }
    }

    private void add(Object value) {
        if (call.distinct() && !isNew(value)) {
            return;
        }
        count++;
        switch (call.kind()) {
            case COUNT -> {}
            case SUM, AVG -> {
                sum += ((Number) value).doubleValue();
                whole += ((Number) value).longValue();
            }
            case MIN ->
                    extreme =
                            extreme == null || ORDER.compare(value, extreme) < 0 ? value : extreme;
            case MAX ->
                    extreme =
                            extreme == null || ORDER.compare(value, extreme) > 0 ? value : extreme;
            case COLLECT -> {
                if (collected.size() < REMEMBERED) {
                    collected.add(value);
                }
            }
        }
    }

    private boolean isNew(Object value) {
        return distinct.size() < REMEMBERED && distinct.add(value);
    }

    /// Adds what another accumulator of the same call has seen.
    void merge(Accumulator other) {
        if (call.distinct()) {
            other.distinct.forEach(this::add);
            return;
        }
        count += other.count;
        whole += other.whole;
        sum += other.sum;
        if (other.extreme != null) {
            count--;
            add(other.extreme);
        }
        other.collected.stream().limit(REMEMBERED - collected.size()).forEach(collected::add);
    }

    @Nullable Object result() {
        return switch (call.kind()) {
            case COUNT -> (Object) count;
            case SUM -> count == 0 ? null : call.whole() ? (Object) whole : (Object) sum;
            case AVG -> count == 0 ? null : (Object) (sum / count);
            case MIN, MAX -> extreme;
            case COLLECT -> List.copyOf(collected);
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
