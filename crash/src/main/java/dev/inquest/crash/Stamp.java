package dev.inquest.crash;

import java.util.OptionalLong;

/// The kernel's time stamp in a line, `[ 12.345678]`, with the caller that newer kernels print
/// behind it. Found by hand rather than by pattern, because every line of every console passes
/// here.
record Stamp(int start, int length, long micros, String context) {
    private static final Stamp MISSING = new Stamp(-1, 0, 0, "");
    private static final int MOST_DIGITS = 10;

    boolean isMissing() {
        return start < 0;
    }

    Stamp atStart() {
        return new Stamp(0, length, micros, context);
    }

    KernelLine line(String text, boolean levelled) {
        return new KernelLine(text, true, levelled, OptionalLong.of(micros), context);
    }

    /// The first stamp at or after `from`.
    static Stamp find(String text, int from) {
        for (int at = text.indexOf('[', from); at >= 0; at = text.indexOf('[', at + 1)) {
            Stamp stamp = at(text, at);
            if (!stamp.isMissing()) {
                return stamp;
            }
        }
        return MISSING;
    }

    private static Stamp at(String text, int start) {
        int at = skipSpaces(text, start + 1);
        int dot = skipDigits(text, at);
        if (dot == at || dot - at > MOST_DIGITS || charAt(text, dot) != '.') {
            return MISSING;
        }
        int end = skipDigits(text, dot + 1);
        if (end - dot != 7 || charAt(text, end) != ']') {
            return MISSING;
        }
        long micros =
                Long.parseLong(text, at, dot, 10) * 1_000_000
                        + Long.parseLong(text, dot + 1, end, 10);
        return withCaller(text, start, end + 1, micros);
    }

    private static Stamp withCaller(String text, int start, int end, long micros) {
        int open = skipSpaces(text, end);
        String context = "";
        int after = end;
        if (charAt(text, open) == '[') {
            int kind = skipSpaces(text, open + 1);
            int close = text.indexOf(']', kind);
            if (close > 0 && close - open <= 40) {
                String caller = text.substring(kind, close);
                if (isCaller(caller)) {
                    context = caller;
                    after = close + 1;
                } else if (isProcess(caller)) {
                    after = close + 1;
                }
            }
        }
        int length = (charAt(text, after) == ' ' ? after + 1 : after) - start;
        return new Stamp(start, length, micros, context);
    }

    private static boolean isCaller(String caller) {
        return caller.length() > 1
                && (caller.charAt(0) == 'T' || caller.charAt(0) == 'C')
                && skipDigits(caller, 1) == caller.length();
    }

    /// Some vendors print `[4: system_server: 3344]` there.
    private static boolean isProcess(String caller) {
        int colon = skipDigits(caller, 0);
        return colon > 0 && charAt(caller, colon) == ':' && caller.lastIndexOf(':') > colon;
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (charAt(text, at) == ' ') {
            at++;
        }
        return at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (charAt(text, at) >= '0' && charAt(text, at) <= '9') {
            at++;
        }
        return at;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
