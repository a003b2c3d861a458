package dev.inquest.query.sql;

import java.util.List;
import java.util.regex.Pattern;

/// Knows where in a statement the parts of rewritten SQL come from, so that a fault is told at the
/// place that its author knows.
public final class Origins {

    private static final Pattern PLACE =
            Pattern.compile("(?: at| from)? line \\d+, column \\d+(?: to line \\d+, column \\d+)?");

    private final String statement;
    private final List<Origin> parts;

    /// @param column in the rewritten SQL, which is one line, counted from 1
    record Origin(int column, int offset) {}

    Origins(String statement, List<Origin> parts) {
        this.statement = statement;
        this.parts = List.copyOf(parts);
    }

    /// The statement itself.
    public String statement() {
        return statement;
    }

    /// Where in the rewritten SQL a part is that is this word; 0 where none is.
    int columnOf(String word, String rewritten) {
        return parts.stream()
                .mapToInt(Origin::column)
                .filter(column -> (rewritten + " ").startsWith(word + " ", column - 1))
                .findFirst()
                .orElse(0);
    }

    /// A fault found in the rewritten SQL, as a fault of the statement.
    ///
    /// @param column counted from 1; 0 where nobody knows
    public Misspelt misspelt(String message, int column) {
        var clean = PLACE.matcher(message).replaceAll("").replaceAll("`", "");
        var offset = 0;
        for (var part : parts) {
            if (part.column() <= column) {
                offset = part.offset();
            }
        }
        return Misspelt.at(statement, offset, clean);
    }
}
