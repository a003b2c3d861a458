package dev.inquest.collectors.cluster.intent;

/// A line of a data file that is not what it should be.
public final class BadLine extends RuntimeException {

    private final String file;
    private final int line;
    private final String why;

    BadLine(String file, int line, String why) {
        super("%s:%d: %s".formatted(file, line, why));
        this.file = file;
        this.line = line;
        this.why = why;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public String why() {
        return why;
    }
}
