package dev.inquest.standalone.cli;

import dev.inquest.standalone.telemetry.HostName;
import dev.inquest.standalone.telemetry.JvmMetrics;
import dev.inquest.telemetry.ReceiverObserver;
import dev.inquest.telemetry.ReportSettings;
import dev.inquest.telemetry.SelfReport;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.Endpoint.Protocol;
import dev.inquest.telemetry.otlp.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command tells of itself: a port for Prometheus, a receiver for OpenTelemetry.
final class TelemetryOptions {

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Let Prometheus scrape /metrics at this port, 0 for any.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Where the port is open (default: ${DEFAULT-VALUE}); 0.0.0.0 in a container.")
    private String metricsAddress = "127.0.0.1";

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description = {
                "Send metrics and traces of this process to an OpenTelemetry receiver.",
                "Headers, such as a token, come from OTEL_EXPORTER_OTLP_HEADERS: name=value,…"
            })
    private @Nullable URI otlpEndpoint;

    @Option(
            names = "--otlp-protocol",
            paramLabel = "NAME",
            defaultValue = "http/protobuf",
            description = "http/protobuf or grpc (default: ${DEFAULT-VALUE}).")
    private String otlpProtocol = "http/protobuf";

    /// Refuses what cannot be.
    void check(String command) {
        var _ = settings(command, "check");
    }

    /// Starts what was asked for.
    ///
    /// @param role such as `detect`
    SelfReport start(String command, String role, InstantSource clock) {
        try {
            var report = settings(command, role).start(clock, ReceiverObserver.LOGGED);
            JvmMetrics.register(report.metrics());
            return report;
        } catch (IOException e) {
            throw CommandFailed.unavailable(
                    "%s: --metrics-port: %s:%d cannot be used: %s"
                            .formatted(command, metricsAddress, metricsPort, e.getMessage()));
        }
    }

    private ReportSettings settings(String command, String role) {
        return new ReportSettings(
                role, HostName.get(), scraped(command), endpoint(command, System.getenv()));
    }

    private Optional<InetSocketAddress> scraped(String command) {
        if (metricsPort == null) {
            return Optional.empty();
        }
        if (metricsPort < 0 || metricsPort > 65_535) {
            throw CommandFailed.badInput(
                    "%s: --metrics-port: 0 to 65535, not %d".formatted(command, metricsPort));
        }
        var at = new InetSocketAddress(metricsAddress, metricsPort);
        if (at.isUnresolved()) {
            throw CommandFailed.badInput(
                    "%s: --metrics-address: no such address".formatted(command));
        }
        return Optional.of(at);
    }

    private Optional<Endpoint> endpoint(String command, Map<String, String> environment) {
        var url = otlpEndpoint;
        if (url == null) {
            return Optional.empty();
        }
        try {
            var headers = Headers.of(environment);
            return Optional.of(new Endpoint(url, protocol(command), headers, Endpoint.TIMEOUT));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s: --otlp-endpoint: %s".formatted(command, e.getMessage()));
        }
    }

    private Protocol protocol(String command) {
        return switch (otlpProtocol) {
            case "http/protobuf" -> Protocol.HTTP;
            case "grpc" -> Protocol.GRPC;
            default ->
                    throw CommandFailed.badInput(
                            command + ": --otlp-protocol: http/protobuf or grpc");
        };
    }
}
