package dev.inquest.query.push;

import dev.inquest.query.engine.CollectList;
import dev.inquest.query.engine.Grouping.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One aggregate of one group.
final class Accumulator {

    /// Values that DISTINCT remembers per group; further ones are left out.
    private static final int REMEMBERED = CollectList.LIMIT;

    private static final Comparator<Object> ORDER = Accumulator::compare;

    private final Call call;
    private long count;
    private long whole;
    private BigDecimal exact = BigDecimal.ZERO;
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
        if (call.arguments().isEmpty()) {
            count++;
            return;
        }
        var value = argument(prepared);
        if (value != null) {
            add(value);
        }
    }

    /// Several arguments are one value, which is null when one of them is.
    private @Nullable Object argument(@Nullable Object[] prepared) {
        if (call.arguments().size() == 1) {
            return prepared[call.arguments().getFirst()];
        }
        var values = call.arguments().stream().map(at -> prepared[at]).toList();
        return values.contains(null) ? null : values;
    }

    private void add(Object value) {
        if (call.distinct() && !isNew(value)) {
            return;
        }
        count++;
        switch (call.kind()) {
            case COUNT -> {}
            case SUM, AVG -> sum((Number) value);
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

    private void sum(Number value) {
        sum += value.doubleValue();
        whole += value.longValue();
        if (value instanceof BigDecimal precise) {
            exact = exact.add(precise);
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
        exact = exact.add(other.exact);
        if (other.extreme != null) {
            count--;
            add(other.extreme);
        }
        other.collected.stream().limit(REMEMBERED - collected.size()).forEach(collected::add);
    }

    @Nullable Object result() {
        return switch (call.kind()) {
            case COUNT -> (Object) count;
            case SUM -> count == 0 ? null : total();
            case AVG -> count == 0 ? null : (Object) (sum / count);
            case MIN, MAX -> extreme;
            case COLLECT -> count == 0 ? null : List.copyOf(collected);
        };
    }

    private Object total() {
        return switch (call.precision()) {
            case WHOLE -> whole;
            case EXACT -> exact;
            case FLOATING -> sum;
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
