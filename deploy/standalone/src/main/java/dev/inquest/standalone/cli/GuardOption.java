package dev.inquest.standalone.cli;

import dev.inquest.standalone.guard.GuardServer;
import dev.inquest.topology.GuardBoard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lets tools that roll things out ask whether they may go on.
final class GuardOption {

    private static final Pattern ADDRESS = Pattern.compile("(?:(.+):)?([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--guard-listen",
            paramLabel = "[HOST:]PORT",
            description =
                    "Answer /metrics there with inquest_guard, for rollouts that are to stop"
                            + " (default: nowhere; a port alone listens on 127.0.0.1).")
    private @Nullable String listen;

    /// Refuses what is no address.
    void check(String command) {
        var _ = address(command);
    }

    private Optional<InetSocketAddress> address(String command) {
        if (listen == null) {
            return Optional.empty();
        }
        var match = ADDRESS.matcher(listen);
        if (!match.matches() || Integer.parseInt(match.group(2)) > HIGHEST_PORT) {
            throw CommandFailed.badInput(
                    "%s: --guard-listen: such as 9108 or 0.0.0.0:9108, not %s"
                            .formatted(command, listen));
        }
        var host = match.group(1) == null ? "127.0.0.1" : match.group(1);
        return Optional.of(new InetSocketAddress(host, Integer.parseInt(match.group(2))));
    }

    /// Listens, if it was asked for.
    Optional<GuardServer> start(String command, GuardBoard board) {
        return address(command).map(address -> start(command, address, board));
    }

    private static GuardServer start(String command, InetSocketAddress at, GuardBoard board) {
        try {
            return GuardServer.start(at, board);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.unavailable(
                    "%s: --guard-listen: cannot listen on %s: %s"
                            .formatted(command, at, e.getMessage()));
        }
    }
}
