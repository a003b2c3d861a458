package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.engine.Rejected;
import dev.inquest.query.sql.Misspelt;
import dev.inquest.query.sql.Select;
import java.util.function.Supplier;

/// Tells failures of the front end and of the engine in the words of the statement.
public final class Faults {

    private Faults() {}

    /// Plans something; a fault is told at its place in the statement.
    static <T> T told(Select select, Supplier<T> planning) {
        try {
            return planning.get();
        } catch (Rejected e) {
            var message = String.valueOf(e.getMessage());
            throw of(select.origins().misspelt(message, e.column()), select.origins().statement());
        }
    }

    static KsqlError of(Misspelt fault, String statement) {
        return KsqlError.badStatement(String.valueOf(fault.getMessage()), statement);
    }

    /// A value that cannot be computed, such as a text that is no number.
    ///
    /// @param e may be an error too: generated code computes constants when its class is loaded,
    ///   and a text that has grown beyond the heap is the fault of who asked for it
    public static KsqlError whileRunning(Throwable e, String statement) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof KsqlError known) {
            return known;
        }
        return KsqlError.badStatement(
                "a value cannot be computed: "
                        + (cause.getMessage() == null ? cause : cause.getMessage()),
                statement);
    }
}
