package dev.inquest.query.engine;

import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// The key that a query asks for: written in it, or given as its parameter.
sealed interface KeyValue {

    /// The key in one run of the query.
    @Nullable String in(DataContext context);

    record Written(String key) implements KeyValue {
        @Override
        public String in(DataContext context) {
            return key;
        }
    }

    record Given(String parameter) implements KeyValue {
        @Override
        public @Nullable String in(DataContext context) {
            return context.get(parameter) instanceof String text ? text : null;
        }
    }

    static Optional<KeyValue> of(RexNode node) {
        return switch (node) {
            case RexLiteral literal ->
                    Optional.ofNullable(literal.getValueAs(String.class)).map(Written::new);
            case RexDynamicParam given -> Optional.of(new Given(given.getName()));
            case RexCall cast when cast.isA(SqlKind.CAST) -> of(cast.getOperands().getFirst());
            default -> Optional.empty();
        };
    }
}
