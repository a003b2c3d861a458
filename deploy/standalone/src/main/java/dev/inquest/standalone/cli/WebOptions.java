package dev.inquest.standalone.cli;

import dev.inquest.console.access.Access;
import dev.inquest.standalone.broker.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where console and registry are served, and to whom.
final class WebOptions {

    /// Where the token may be instead of a file.
    static final String TOKEN_VARIABLE = "INQUEST_HTTP_TOKEN";

    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            defaultValue = LoopbackPort.HOST,
            description =
                    "Address of console and schema registry (default: ${DEFAULT-VALUE}); any other"
                            + " than loopback needs a token.")
    private String host = LoopbackPort.HOST;

    @Option(
            names = "--http-token-file",
            paramLabel = "FILE",
            description =
                    "The token that whoever uses them must show; or in " + TOKEN_VARIABLE + ".")
    private @Nullable Path tokenFile;

    /// Refuses what cannot be, and what would show the fleet to everybody.
    void check(String command) {
        var _ = access(command);
    }

    InetAddress address(String command) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    command + ": --http-host: an IP address of this host, not " + host);
        }
    }

    Access access(String command) {
        var token = token(command);
        if (token.isEmpty()) {
            if (!address(command).isLoopbackAddress()) {
                throw CommandFailed.badInput(
                        command
                                + ": --http-host: an address other than loopback needs"
                                + " --http-token-file, or the token in "
                                + TOKEN_VARIABLE);
            }
            return new Access.Loopback();
        }
        try {
            return new Access.Token(token.get());
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(command + ": --http-token-file: " + e.getMessage());
        }
    }

    /// With these a client of our own registry shows the token.
    Map<String, String> registryCredentials() {
        return token("inquest")
                .map(token ->
                        Map.of(
                                "basic.auth.credentials.source",
                                "USER_INFO",
                                "basic.auth.user.info",
                                "inquest:" + token))
                .orElseGet(Map::of);
    }

    private Optional<String> token(String command) {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv(TOKEN_VARIABLE))
                    .map(String::strip)
                    .filter(token -> !token.isEmpty());
        }
        try {
            return Optional.of(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s: --http-token-file: %s cannot be read".formatted(command, tokenFile));
        }
    }
}
