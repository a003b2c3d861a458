package dev.inquest.query.sql;

import dev.inquest.query.sql.Token.Kind;
import java.util.List;
import java.util.OptionalLong;

/// Walks through the tokens of one statement.
final class Cursor {

    private final String statement;
    private final List<Token> tokens;
    private int next;

    Cursor(String statement, List<Token> tokens) {
        this.statement = statement;
        this.tokens = tokens;
    }

    String statement() {
        return statement;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        var token = peek();
        next++;
        return token;
    }

    /// Takes a keyword if it comes next.
    boolean takeIf(String keyword) {
        if (peek().is(keyword)) {
            next++;
            return true;
        }
        return false;
    }

    boolean takeIfSign(String sign) {
        if (peek().isSign(sign)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String keyword) {
        if (!takeIf(keyword)) {
            throw fault(peek(), "expected " + keyword);
        }
    }

    void expectSign(String sign) {
        if (!takeIfSign(sign)) {
            throw fault(peek(), "expected '" + sign + "'");
        }
    }

    String name(String what) {
        if (!peek().isName()) {
            throw fault(peek(), "expected " + what);
        }
        return take().name();
    }

    String string(String what) {
        if (peek().kind() != Kind.STRING) {
            throw fault(peek(), "expected " + what + " in quotes");
        }
        return take().text();
    }

    long number(String what) {
        var token = take();
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException e) {
            throw fault(token, "expected " + what);
        }
    }

    /// `LIMIT n`, if it comes next.
    OptionalLong limit() {
        return takeIf("LIMIT")
                ? OptionalLong.of(number("how many rows at most"))
                : OptionalLong.empty();
    }

    /// Requires that the statement ends here.
    void end() {
        if (!peek().isEnd()) {
            throw fault(peek(), "expected the end of the statement");
        }
    }

    Misspelt fault(Token at, String message) {
        var found = at.isEnd() ? "but the statement ends" : "but found '" + at.text() + "'";
        return Misspelt.at(statement, at.offset(), "Syntax error: " + message + ", " + found);
    }
}
