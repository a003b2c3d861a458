package dev.inquest.console;

import java.io.Serial;

/// There is nothing to show yet: Inquest is starting.
public final class NotReady extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    NotReady() {
        super("Inquest is starting and has not read what Kafka holds yet");
    }
}
