package dev.inquest.crash;

import java.util.Optional;

/// Reads the names that the Rust compiler gives to functions, as far as kernel traces need it:
/// paths, methods and traits; where generics come in, the name stays as printed.
///
/// The grammar is Rust's "v0" mangling: a letter says what follows, `B` points back to a place that
/// was read before.
final class RustSymbol {
    private static final String START = "_R";
    private static final int DEEPEST = 16;

    private final String text;
    private int at = 0;
    private int depth = 0;

    private RustSymbol(String text) {
        this.text = text;
    }

    /// The path that a mangled name stands for, such as `<binder::Process>::update_ref`.
    static Optional<String> path(String printed) {
        if (!printed.startsWith(START) || printed.length() > 1024) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RustSymbol(printed.substring(START.length())).path());
        } catch (NotRust _) {
            return Optional.empty();
        }
    }

    private String path() throws NotRust {
        if (++depth > DEEPEST) {
            throw new NotRust();
        }
        String path =
                switch (next()) {
                    case 'C' -> identifier();
                    case 'N' -> nested();
                    case 'M' -> method();
                    case 'X' -> trait();
                    case 'B' -> back();
                    default -> throw new NotRust();
                };
        depth--;
        return path;
    }

    private String nested() throws NotRust {
        next();
        String outer = path();
        return outer + "::" + identifier();
    }

    private String method() throws NotRust {
        implementation();
        return "<" + path() + ">";
    }

    private String trait() throws NotRust {
        implementation();
        String type = path();
        return "<" + type + " as " + path() + ">";
    }

    /// Where the implementation stands in the source; its name is not shown.
    private void implementation() throws NotRust {
        disambiguator();
        path();
    }

    private String back() throws NotRust {
        int target = base62();
        int here = at;
        at = target;
        String path = path();
        at = here;
        return path;
    }

    private String identifier() throws NotRust {
        disambiguator();
        int length = 0;
        while (at < text.length() && Character.isDigit(text.charAt(at)) && length < text.length()) {
            length = length * 10 + Character.digit(text.charAt(at++), 10);
        }
        if (at < text.length() && text.charAt(at) == '_') {
            at++;
        }
        if (length == 0 || at + length > text.length()) {
            throw new NotRust();
        }
        at += length;
        return text.substring(at - length, at);
    }

    private void disambiguator() throws NotRust {
        if (at < text.length() && text.charAt(at) == 's') {
            at++;
            base62();
        }
    }

    /// `_` is 0, `0_` is 1.
    private int base62() throws NotRust {
        long value = 0;
        int digits = 0;
        for (char c = next(); c != '_'; c = next()) {
            value = (value * 62 + digit(c)) % Integer.MAX_VALUE;
            digits++;
        }
        long number = digits == 0 ? 0 : value + 1;
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static int digit(char c) throws NotRust {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 36;
        }
        throw new NotRust();
    }

    private char next() throws NotRust {
        if (at < 0 || at >= text.length()) {
            throw new NotRust();
        }
        return text.charAt(at++);
    }

    /// The name is not of this kind, or of a part of it that is not read here.
    private static final class NotRust extends Exception {
        NotRust() {
            super("not a Rust path", null, false, false);
        }
    }
}
