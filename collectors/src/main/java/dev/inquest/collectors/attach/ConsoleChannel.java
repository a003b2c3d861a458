package dev.inquest.collectors.attach;

import dev.inquest.collectors.attach.ConsoleAddress.TcpSocket;
import dev.inquest.collectors.attach.ConsoleAddress.Terminal;
import dev.inquest.collectors.attach.ConsoleAddress.UnixSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/// Opens a console, whatever it is.
final class ConsoleChannel {

    private static final int CONNECT_MS = 10_000;

    /// A peer that vanished without a word is noticed after two minutes: a quiet console and a dead
    /// console server look alike to whoever only reads.
    private static final int IDLE_S = 60;

    private static final int INTERVAL_S = 15;
    private static final int PROBES = 4;

    private ConsoleChannel() {}

    static ReadableByteChannel open(ConsoleAddress address) throws IOException {
        return switch (address) {
            case Terminal(var path) -> TerminalDevice.open(path);
            case UnixSocket(var path) -> unix(path);
            case TcpSocket(var host, var port) -> tcp(host, port);
        };
    }

    private static SocketChannel unix(Path path) throws IOException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IllegalArgumentException e) {
            throw new IOException("no path of a unix socket", e);
        }
    }

    private static SocketChannel tcp(String host, int port) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_S);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_S);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
            channel.socket().connect(new InetSocketAddress(host, port), CONNECT_MS);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
