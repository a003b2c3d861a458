package dev.inquest.standalone.broker;

import java.io.Serial;

/// Says that a port we must listen on belongs to another program, before anything has been started.
public final class PortTaken extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final int port;

    public PortTaken(int port) {
        super("port %d on %s is already in use".formatted(port, LoopbackPort.HOST));
        this.port = port;
    }

    public int port() {
        return port;
    }
}
