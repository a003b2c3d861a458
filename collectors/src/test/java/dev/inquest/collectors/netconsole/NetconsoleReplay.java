package dev.inquest.collectors.netconsole;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// A program of its own, run in the namespace of the machines that crash: sends every scenario's
/// datagrams through the relay, and prints what was lost on the way.
final class NetconsoleReplay {

    private static final long PACE_NANOS = 500_000;

    private NetconsoleReplay() {}

    /// Runs it.
    ///
    /// @param arguments the address from which, and the one to which datagrams go
    public static void main(String[] arguments) throws IOException {
        var from = InetAddress.ofLiteral(arguments[0]);
        var to = InetAddress.ofLiteral(arguments[1]);
        var port = LossyScenario.FIRST_PORT;
        for (var scenario : LossyScenario.all()) {
            try (var socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
                var relay =
                        new LossyRelay(socket, new InetSocketAddress(to, port), scenario.weather());
                for (var bytes : RecordedDatagrams.of(scenario.life())) {
                    relay.take(bytes);
                    LockSupport.parkNanos(PACE_NANOS);
                }
                relay.finish();
                System.out.printf(
                        "%d;%d;%s%n",
                        port,
                        relay.sent(),
                        relay.lost().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",")));
            }
            port++;
        }
    }
}
