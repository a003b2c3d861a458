package dev.inquest.query.engine;

import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// A text that a query asks for: written in it, or given as its parameter.
sealed interface SoughtText {

    /// The text in one run of the query.
    @Nullable String in(DataContext context);

    record Written(String text) implements SoughtText {
        @Override
        public String in(DataContext context) {
            return text;
        }
    }

    record Given(String parameter) implements SoughtText {
        @Override
        public @Nullable String in(DataContext context) {
            return context.get(parameter) instanceof String text ? text : null;
        }
    }

    static Optional<SoughtText> of(RexNode node) {
        return switch (node) {
            case RexLiteral literal when SqlTypeUtil.inCharFamily(literal.getType()) ->
                    Optional.ofNullable(literal.getValueAs(String.class)).map(Written::new);
            case RexDynamicParam given -> Optional.of(new Given(given.getName()));
            case RexCall cast when cast.isA(SqlKind.CAST) && keepsAll(cast.getType()) ->
                    of(cast.getOperands().getFirst());
            default -> Optional.empty();
        };
    }

    /// Whether a text stays what it is as a value of this type.
    private static boolean keepsAll(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.VARCHAR
                && type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
    }
}
