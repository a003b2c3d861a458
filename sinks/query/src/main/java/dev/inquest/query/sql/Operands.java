package dev.inquest.query.sql;

import dev.inquest.query.sql.SelectRewriter.Piece;
import java.util.List;

/// Finds the operand that ends a piece of SQL: a name with dots, a call, or either with brackets
/// behind it.
final class Operands {

    private Operands() {}

    /// Where the last operand begins; -1 where there is none.
    static int beginOfLast(List<Piece> pieces) {
        var at = pieces.size() - 1;
        while (at >= 0 && text(pieces, at).equals("]")) {
            at = opening(pieces, at, "[", "]") - 1;
        }
        if (at < 0) {
            return -1;
        }
        if (text(pieces, at).endsWith(")")) {
            at = opening(pieces, at, "(", ")");
            return at > 0 && isCalled(text(pieces, at), text(pieces, at - 1)) ? at - 1 : at;
        }
        if (!text(pieces, at).startsWith("`")) {
            return -1;
        }
        while (at >= 2
                && text(pieces, at - 1).equals(".")
                && text(pieces, at - 2).startsWith("`")) {
            at -= 2;
        }
        return at;
    }

    private static boolean isCalled(String opening, String name) {
        return opening.equals("(") && name.matches("[A-Z_0-9]+");
    }

    /// Where what is closed here was opened.
    private static int opening(List<Piece> pieces, int closing, String open, String close) {
        var depth = 0;
        for (var at = closing; at >= 0; at--) {
            var text = text(pieces, at);
            if (text.endsWith(close)) {
                depth++;
            }
            if (text.endsWith(open) && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static String text(List<Piece> pieces, int at) {
        return pieces.get(at).text();
    }
}
