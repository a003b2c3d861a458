package dev.inquest.query.sql;

import java.util.Map;
import java.util.Set;

/// Which words of a SELECT are not names.
final class Keywords {

    private static final Set<String> PLAIN =
            Set.of(
                    "SELECT",
                    "DISTINCT",
                    "ALL",
                    "FROM",
                    "WHERE",
                    "GROUP",
                    "BY",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "OFFSET",
                    "FETCH",
                    "FIRST",
                    "NEXT",
                    "ROWS",
                    "ONLY",
                    "AS",
                    "ON",
                    "USING",
                    "JOIN",
                    "INNER",
                    "LEFT",
                    "RIGHT",
                    "FULL",
                    "OUTER",
                    "CROSS",
                    "NATURAL",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "EXISTS",
                    "BETWEEN",
                    "LIKE",
                    "ESCAPE",
                    "IS",
                    "NULL",
                    "TRUE",
                    "FALSE",
                    "UNKNOWN",
                    "CASE",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "INTERVAL",
                    "ASC",
                    "DESC",
                    "NULLS",
                    "LAST",
                    "VALUES",
                    "WITH",
                    "UNNEST",
                    "ORDINALITY",
                    "ANY",
                    "SOME",
                    "LATERAL",
                    "OVER",
                    "PARTITION",
                    "FILTER",
                    "TABLE",
                    "CURRENT_TIMESTAMP",
                    "LOCALTIMESTAMP",
                    "CURRENT_DATE",
                    "ROLLUP",
                    "CUBE",
                    "SETS",
                    "GROUPING");

    /// These are names where they can be.
    private static final Set<String> SOMETIMES =
            Set.of(
                    "FIRST", "NEXT", "ROWS", "ONLY", "LAST", "FILTER", "SETS", "TABLE", "UNKNOWN",
                    "OFFSET");

    private static final Set<String> UNITS =
            Set.of(
                    "SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR",
                    "SECONDS", "MINUTES", "HOURS", "DAYS", "EPOCH");

    private static final Set<String> FUNCTIONS_OF_UNITS =
            Set.of("EXTRACT", "FLOOR", "CEIL", "TIMESTAMPDIFF", "TIMESTAMPADD");

    /// Words that are names anywhere else.
    private static final Map<String, Set<String>> WORDS_OF_FUNCTIONS =
            Map.of(
                    "FLOOR", Set.of("TO"),
                    "CEIL", Set.of("TO"),
                    "SUBSTRING", Set.of("FOR"),
                    "TRIM", Set.of("BOTH", "LEADING", "TRAILING"));

    private static final Map<String, String> FUNCTIONS =
            Map.of(
                    "UCASE", "UPPER",
                    "LCASE", "LOWER",
                    "LEN", "CHAR_LENGTH",
                    "IFNULL", "COALESCE",
                    "ARRAY_LENGTH", "CARDINALITY");

    private static final Map<String, String> TYPES = Map.of("STRING", "VARCHAR", "INT", "INTEGER");

    private Keywords() {}

    static boolean is(Token token, Token before, Token after) {
        if (token.kind() != Token.Kind.WORD || !PLAIN.contains(token.upper())) {
            return false;
        }
        // After a dot comes a name, and so it does before one.
        if (before.isSign(".") || after.isSign(".") || before.isSign("->")) {
            return false;
        }
        return !SOMETIMES.contains(token.upper()) || isInItsPlace(token.upper(), before, after);
    }

    private static boolean isInItsPlace(String word, Token before, Token after) {
        return switch (word) {
            case "FIRST", "LAST" -> before.is("NULLS") || before.is("FETCH");
            case "NEXT" -> before.is("FETCH");
            case "ROWS", "ONLY" -> before.kind() == Token.Kind.NUMBER || before.is("ROWS");
            case "FILTER" -> before.isSign(")") && after.isSign("(");
            case "SETS" -> before.is("GROUPING");
            case "UNKNOWN" -> before.is("IS") || before.is("NOT");
            case "OFFSET" -> after.kind() == Token.Kind.NUMBER;
            default -> after.isSign("(");
        };
    }

    static boolean isUnit(String word) {
        return UNITS.contains(word);
    }

    static boolean takesUnit(String function) {
        return FUNCTIONS_OF_UNITS.contains(function);
    }

    static boolean isOf(String function, String word) {
        return WORDS_OF_FUNCTIONS.getOrDefault(function, Set.of()).contains(word);
    }

    static String function(String word) {
        return FUNCTIONS.getOrDefault(word, word);
    }

    static String type(String word) {
        return TYPES.getOrDefault(word, word);
    }
}
