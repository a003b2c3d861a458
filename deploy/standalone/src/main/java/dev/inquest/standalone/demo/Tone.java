package dev.inquest.standalone.demo;

/// How loud a line is on a terminal.
enum Tone {
    ALARM("\u001b[1;31m"),
    GOOD("\u001b[32m"),
    HEADING("\u001b[1m"),
    PLAIN(""),
    QUIET("\u001b[2m");

    private static final String RESET = "\u001b[0m";

    private final String start;

    Tone(String start) {
        this.start = start;
    }

    String paint(String text) {
        return start.isEmpty() ? text : start + text + RESET;
    }
}
