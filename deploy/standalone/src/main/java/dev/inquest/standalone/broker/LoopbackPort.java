package dev.inquest.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/// Tells a free port from a taken one before a server is started on it, so that the user reads one
/// clear line and not a server's half of a start.
public final class LoopbackPort {

    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /// The same port if it is free; 0 means any free one.
    public static int claim(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw taken(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on %s:%d".formatted(HOST, port), e);
        }
    }

    /// Finds out whether a server failed to start because somebody took its port in the meantime.
    public static Optional<PortTaken> takenMeanwhile(int port, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return Optional.of(taken(port, failure));
            }
        }
        return Optional.empty();
    }

    private static PortTaken taken(int port, Throwable cause) {
        var taken = new PortTaken(port);
        taken.initCause(cause);
        return taken;
    }
}
