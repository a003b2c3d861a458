package dev.inquest.standalone.terminal;

/// The few ways in which text stands out; each carries a meaning that the words carry too.
public enum Style {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    CAUTION("33"),
    BAD("31"),
    ALARM("1;31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String apply(String text) {
        return code.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
