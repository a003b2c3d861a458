package dev.inquest.query.sql;

/// Says what is wrong with a statement, and where.
public final class Misspelt extends RuntimeException {

    private final int line;
    private final int column;

    Misspelt(String message, int line, int column) {
        super("line %d:%d: %s".formatted(line, column, message));
        this.line = line;
        this.column = column;
    }

    /// A fault at an offset of a statement.
    static Misspelt at(String statement, int offset, String message) {
        var before = statement.substring(0, Math.min(offset, statement.length()));
        var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Misspelt(message, line, before.length() - before.lastIndexOf('\n'));
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
