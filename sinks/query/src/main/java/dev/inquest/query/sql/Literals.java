package dev.inquest.query.sql;

import dev.inquest.query.sql.Token.Kind;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes the literals of a SELECT. Those that are compared with something become parameters, so
/// that questions that differ in them only share one plan.
final class Literals {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
    private static final Set<String> CONDITIONS = Set.of("WHERE", "HAVING", "ON");
    private static final Set<String> ENDS_OF_CONDITIONS =
            Set.of("SELECT", "FROM", "GROUP", "ORDER", "LIMIT", "UNION", "CASE");
    private static final Pattern MOMENT =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d{1,3})?)?Z?");

    private final List<Object> parameters = new ArrayList<>();
    private boolean inCondition;

    List<Object> parameters() {
        return parameters;
    }

    void keyword(String word) {
        if (CONDITIONS.contains(word)) {
            inCondition = true;
        } else if (ENDS_OF_CONDITIONS.contains(word)) {
            inCondition = false;
        }
    }

    /// The literal as it is written into the SQL.
    ///
    /// @param open what the brackets around it belong to, the innermost first
    String written(Token literal, Token before, Deque<String> open) {
        var isCompared = isCompared(before, open);
        if (literal.kind() == Kind.STRING) {
            var moment = MOMENT.matcher(literal.text());
            if ((isCompared || before.is("BETWEEN") || before.is("AND")) && moment.matches()) {
                var seconds = moment.group(3) == null ? ":00" : moment.group(3);
                return "TIMESTAMP '" + moment.group(1) + " " + moment.group(2) + seconds + "'";
            }
            if (isCompared) {
                return parameter(literal.text(), "VARCHAR");
            }
            return "'" + literal.text().replace("'", "''") + "'";
        }
        return isCompared ? number(literal.text()) : literal.text();
    }

    private boolean isCompared(Token before, Deque<String> open) {
        if (!inCondition || "[".equals(open.peek())) {
            return false;
        }
        return COMPARISONS.contains(before.text()) && before.kind() == Kind.SIGN;
    }

    private String number(String text) {
        try {
            var whole = Long.parseLong(text);
            return whole == (int) whole
                    ? parameter((int) whole, "INTEGER")
                    : parameter(whole, "BIGINT");
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private String parameter(Object value, String type) {
        parameters.add(value);
        return "CAST(? AS " + type + ")";
    }
}
