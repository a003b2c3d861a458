package dev.inquest.query.sql;

import dev.inquest.query.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a text into tokens: comments left out, quotes taken off.
final class Tokenizer {

    private static final List<String> LONG_SIGNS =
            List.of("->", "<>", "!=", "<=", ">=", "||", "=>");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    /// All tokens, the last of which is the end.
    ///
    /// @throws Misspelt when a quote or comment is not closed
    static List<Token> tokens(String text) {
        var tokenizer = new Tokenizer(text);
        while (tokenizer.at < text.length()) {
            tokenizer.step();
        }
        tokenizer.tokens.add(new Token(Kind.END, "", text.length()));
        return tokenizer.tokens;
    }

    private void step() {
        var c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("--", at)) {
            var end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (text.startsWith("/*", at)) {
            at = closing("*/", "comment", 2) + 2;
        } else if (c == '\'') {
            quoted('\'', Kind.STRING, "string");
        } else if (c == '`' || c == '"') {
            quoted(c, Kind.NAME, "name");
        } else if (Character.isDigit(c) || (c == '.' && digitAt(at + 1))) {
            number();
        } else if (Character.isLetter(c) || c == '_' || c == '@') {
            word();
        } else {
            sign();
        }
    }

    private int closing(String mark, String what, int length) {
        var end = text.indexOf(mark, at + length);
        if (end < 0) {
            throw Misspelt.at(text, at, "this " + what + " is never closed");
        }
        return end;
    }

    /// Twice the quote within quotes is the quote itself.
    private void quoted(char quote, Kind kind, String what) {
        var begin = at;
        var value = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length()) {
                throw Misspelt.at(text, begin, "this " + what + " is never closed");
            }
            if (text.charAt(at) != quote) {
                value.append(text.charAt(at++));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                value.append(quote);
                at += 2;
            } else {
                at++;
                break;
            }
        }
        tokens.add(new Token(kind, value.toString(), begin));
    }

    private void number() {
        var begin = at;
        while (at < text.length() && isPartOfNumber(begin)) {
            at++;
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(begin, at), begin));
    }

    private boolean isPartOfNumber(int begin) {
        var c = text.charAt(at);
        if (Character.isDigit(c) || c == '.') {
            return true;
        }
        if (c == 'e' || c == 'E') {
            return digitAt(at + 1) || (at + 2 < text.length() && digitAt(at + 2));
        }
        return (c == '+' || c == '-')
                && at > begin
                && Character.toLowerCase(text.charAt(at - 1)) == 'e';
    }

    private boolean digitAt(int index) {
        return index < text.length() && Character.isDigit(text.charAt(index));
    }

    private void word() {
        var begin = at;
        while (at < text.length() && isPartOfWord(text.charAt(at))) {
            at++;
        }
        tokens.add(new Token(Kind.WORD, text.substring(begin, at), begin));
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '$';
    }

    private void sign() {
        var sign =
                LONG_SIGNS.stream()
                        .filter(one -> text.startsWith(one, at))
                        .findFirst()
                        .orElse(text.substring(at, at + 1));
        tokens.add(new Token(Kind.SIGN, sign, at));
        at += sign.length();
    }
}
