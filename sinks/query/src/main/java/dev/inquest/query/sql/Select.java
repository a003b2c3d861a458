package dev.inquest.query.sql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A SELECT, taken apart.
///
/// @param core the part that is plain SQL, with `?` for literals that vary
/// @param parameters what stands for the `?`
/// @param limit of a push query
public record Select(
        String core,
        List<Object> parameters,
        Emit emit,
        Optional<Window> window,
        OptionalLong limit,
        Origins origins)
        implements Statement {

    /// When a query answers.
    public enum Emit {
        /// Now, once: a pull query.
        NOW,
        /// With every change.
        CHANGES,
        /// When a window is over.
        FINAL
    }

    public Select {
        parameters = List.copyOf(parameters);
    }

    /// A fault at the first of these words that the statement has outside quotes, or at its
    /// beginning.
    public Misspelt fault(String message, String... words) {
        for (var word : words) {
            var column = origins.columnOf(word, core);
            if (column > 0) {
                return origins.misspelt(message, column);
            }
        }
        return origins.misspelt(message, 0);
    }

    public boolean isPush() {
        return emit != Emit.NOW;
    }
}
