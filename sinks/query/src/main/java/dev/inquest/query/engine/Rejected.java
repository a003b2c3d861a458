package dev.inquest.query.engine;

/// Says that a SELECT cannot be planned, and where in it the fault is.
///
/// Line and column count from 1; 0 means that nobody can tell.
public final class Rejected extends RuntimeException {

    private final int line;
    private final int column;

    Rejected(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    Rejected(String message, int line, int column, Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
