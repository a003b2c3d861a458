package dev.inquest.query.sql;

import java.util.Locale;

/// One word, name, literal or sign of a statement.
///
/// @param text as written; of names and strings without quotes
/// @param offset where it begins in the statement
record Token(Kind kind, String text, int offset) {

    enum Kind {
        WORD,
        NAME,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    /// Whether it is this keyword, in any case.
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /// The name it stands for: as written in quotes, else in upper case.
    String name() {
        return kind == Kind.NAME ? text : upper();
    }
}
