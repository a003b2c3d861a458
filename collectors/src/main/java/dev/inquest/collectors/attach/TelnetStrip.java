package dev.inquest.collectors.attach;

/// Takes the commands of the telnet protocol out of a byte stream, wherever its pieces are cut.
///
/// Nothing is answered: a listener that offers no options gets a server's plain text all the same.
/// A subnegotiation without an end is given up after 256 bytes, so that it cannot hide what
/// follows.
final class TelnetStrip {

    private static final int COMMAND = 255;
    private static final int OPTION_FIRST = 251;
    private static final int SUBNEGOTIATION = 250;
    private static final int SUBNEGOTIATION_END = 240;
    private static final int LONGEST_SUBNEGOTIATION = 256;

    private enum State {
        TEXT,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private State state = State.TEXT;
    private int inSubnegotiation;

    /// Takes the commands out of the first `count` bytes, in place.
    ///
    /// @return how many bytes are left
    int strip(byte[] bytes, int count) {
        var kept = 0;
        for (var i = 0; i < count; i++) {
            if (isText(bytes[i] & 0xff)) {
                bytes[kept++] = bytes[i];
            }
        }
        return kept;
    }

    private boolean isText(int next) {
        switch (state) {
            case TEXT -> {
                if (next != COMMAND) {
                    return true;
                }
                state = State.COMMAND;
            }
            case COMMAND -> {
                state = command(next);
                return next == COMMAND;
            }
            case OPTION -> state = State.TEXT;
            case SUBNEGOTIATION, SUBNEGOTIATION_COMMAND -> subnegotiation(next);
        }
        return false;
    }

    private State command(int next) {
        if (next == SUBNEGOTIATION) {
            inSubnegotiation = 0;
            return State.SUBNEGOTIATION;
        }
        return next >= OPTION_FIRST && next < COMMAND ? State.OPTION : State.TEXT;
    }

    private void subnegotiation(int next) {
        var ended = state == State.SUBNEGOTIATION_COMMAND && next == SUBNEGOTIATION_END;
        if (ended || ++inSubnegotiation >= LONGEST_SUBNEGOTIATION) {
            state = State.TEXT;
        } else if (state == State.SUBNEGOTIATION && next == COMMAND) {
            state = State.SUBNEGOTIATION_COMMAND;
        } else {
            state = State.SUBNEGOTIATION;
        }
    }
}
