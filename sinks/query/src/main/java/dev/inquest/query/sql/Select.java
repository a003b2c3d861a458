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

    public boolean isPush() {
        return emit != Emit.NOW;
    }
}
