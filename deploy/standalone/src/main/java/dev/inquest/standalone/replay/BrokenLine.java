package dev.inquest.standalone.replay;

import java.io.Serial;

/// Says why a line of the input makes no sense.
final class BrokenLine extends Exception {

    @Serial private static final long serialVersionUID = 1;

    BrokenLine(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
