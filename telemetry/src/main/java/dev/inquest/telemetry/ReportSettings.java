package dev.inquest.telemetry;

import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.Otlp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

/// Who a process is, and who wants to know of it.
///
/// @param role such as `detect`
public record ReportSettings(
        String role,
        String host,
        Optional<InetSocketAddress> scraped,
        Optional<Endpoint> endpoint) {

    private static final String VERSION = "0.1.0";

    /// Starts what was asked for.
    ///
    /// @throws IOException when the port cannot be had
    public SelfReport start(InstantSource clock, ReceiverObserver observer) throws IOException {
        var metrics = new Metrics();
        ProcessMetrics.register(metrics, role, VERSION, System::nanoTime);
        Optional<ScrapeServer> server =
                scraped.isPresent()
                        ? Optional.of(ScrapeServer.start(scraped.get(), metrics))
                        : Optional.empty();
        var sent =
                endpoint.map(to ->
                        SelfTelemetry.start(
                                Otlp.to(to), metrics, identity(role, host), clock, observer));
        return new SelfReport(metrics, server, sent);
    }

    /// Who a process of this role is.
    public static Identity identity(String role, String host) {
        var instance = host + "-" + ProcessHandle.current().pid();
        return new Identity("inquest-" + role, VERSION, host, instance);
    }
}
