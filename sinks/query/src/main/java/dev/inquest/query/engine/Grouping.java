package dev.inquest.query.engine;

import java.util.List;
import java.util.OptionalInt;

/// By what prepared rows are grouped and what is computed of each group.
///
/// A finished row is the values of the keys, then those of the calls.
///
/// @param keys positions of the keys in a prepared row
/// @param windowStart which of the keys is the window's start, if any is
/// @param windowEnd which of the keys is the window's end, if any is
public record Grouping(
        List<Integer> keys, OptionalInt windowStart, OptionalInt windowEnd, List<Call> calls) {

    public Grouping {
        keys = List.copyOf(keys);
        calls = List.copyOf(calls);
    }

    /// The same where there is no window: a key with the name of a bound is a key like any other.
    public Grouping withoutWindow() {
        return new Grouping(keys, OptionalInt.empty(), OptionalInt.empty(), calls);
    }

    /// What can be computed of a group.
    public enum Kind {
        COUNT,
        SUM,
        MIN,
        MAX,
        AVG,
        COLLECT
    }

    /// One aggregate.
    ///
    /// @param arguments positions in a prepared row; none for `COUNT(*)`
    /// @param filter position of a condition that must hold, if there is one
    public record Call(
            Kind kind,
            boolean distinct,
            List<Integer> arguments,
            OptionalInt filter,
            Precision precision) {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// How exact a sum is.
    public enum Precision {
        WHOLE,
        EXACT,
        FLOATING
    }
}
