package dev.inquest.collectors.attach;

import java.nio.file.Path;

/// Where a console can be connected to: sealed, because each way is opened differently.
public sealed interface ConsoleAddress {

    /// A character device: a serial port, or the pty of a virtual machine.
    record Terminal(Path path) implements ConsoleAddress {
        @Override
        public String toString() {
            return "pty:" + path;
        }
    }

    /// A unix socket that a hypervisor offers.
    record UnixSocket(Path path) implements ConsoleAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /// A port of a console server, plain or telnet.
    record TcpSocket(String host, int port) implements ConsoleAddress {
        @Override
        public String toString() {
            return "tcp:" + host + ":" + port;
        }
    }

    /// Parses `pty:PATH`, `unix:PATH` or `tcp:HOST:PORT`; an IPv6 host stands in brackets.
    ///
    /// @throws IllegalArgumentException with the reason
    static ConsoleAddress parse(String text) {
        var colon = text.indexOf(':');
        var rest = text.substring(colon + 1);
        if (colon < 0 || rest.isEmpty()) {
            throw unknown(text);
        }
        return switch (text.substring(0, colon)) {
            case "pty" -> new Terminal(absolute(rest));
            case "unix" -> new UnixSocket(absolute(rest));
            case "tcp" -> tcp(rest);
            default -> throw unknown(text);
        };
    }

    private static TcpSocket tcp(String hostAndPort) {
        var colon = hostAndPort.lastIndexOf(':');
        var port = hostAndPort.substring(colon + 1);
        var host = colon < 0 ? "" : hostAndPort.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("tcp:HOST:PORT, not 'tcp:" + hostAndPort + "'");
        }
        return new TcpSocket(host, Integer.parseInt(port));
    }

    /// A path that does not depend on where the collector was started.
    static Path absolute(String path) {
        if (path.indexOf('\0') >= 0 || !path.startsWith("/")) {
            throw new IllegalArgumentException("an absolute path, not '" + path + "'");
        }
        return Path.of(path).normalize();
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "file:PATH, pty:PATH, unix:PATH or tcp:HOST:PORT, not '" + text + "'");
    }
}
