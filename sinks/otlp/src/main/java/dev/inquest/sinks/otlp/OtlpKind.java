package dev.inquest.sinks.otlp;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.settings.Section;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.plan.Common;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.Secrets;
import dev.inquest.sinks.plan.Selection;
import dev.inquest.sinks.plan.SinkKind;
import dev.inquest.telemetry.Identity;
import dev.inquest.telemetry.Secret;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.Endpoint.Protocol;
import dev.inquest.telemetry.otlp.Otlp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `kind: otlp` in `sinks.yaml`.
public final class OtlpKind implements SinkKind {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Identity identity;

    /// @param identity who sends
    public OtlpKind(Identity identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public String description() {
        return "findings as OpenTelemetry log records, over HTTP or gRPC";
    }

    @Override
    public Optional<PlannedSink> read(Section section, Common common) {
        var url = section.parsed("url", Common::http);
        if (url.isEmpty() && section.isFaultless()) {
            section.refuse("url", "is missing");
        }
        var protocol = section.parsed("protocol", OtlpKind::protocol).orElse(Protocol.HTTP);
        var header = section.text("header-name").orElse("authorization");
        var secret = Secrets.read(section, "header");
        var timeout = section.duration("timeout", Endpoint.TIMEOUT, SHORTEST, LONGEST);
        // A log wakes nobody, so it is for everything.
        var all = new Selection(true, Severity.INFO, Set.of(), Set.of());
        var selection = Common.selection(section, all);
        var settings = common.settings(section, Pace.DEFAULT);
        return url.flatMap(to -> endpoint(section, to, protocol, header, secret, timeout))
                .map(endpoint ->
                        new PlannedSink(
                                settings,
                                name(),
                                endpoint.toString(),
                                false,
                                clock ->
                                        new OtlpReceiver(
                                                Otlp.to(endpoint), identity, selection, clock)));
    }

    private static Optional<Endpoint> endpoint(
            Section section,
            URI url,
            Protocol protocol,
            String header,
            Optional<Secret> secret,
            Duration timeout) {
        var headers = secret.map(value -> Map.of(header, value.reveal())).orElse(Map.of());
        return endpoint(section, "url", url, protocol, Map.of(), timeout)
                .flatMap(_ -> endpoint(section, "header", url, protocol, headers, timeout));
    }

    /// @param property at fault where it cannot be one
    private static Optional<Endpoint> endpoint(
            Section section,
            String property,
            URI url,
            Protocol protocol,
            Map<String, String> headers,
            Duration timeout) {
        try {
            return Optional.of(new Endpoint(url, protocol, headers, timeout));
        } catch (IllegalArgumentException e) {
            section.refuse(property, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Protocol protocol(String text) {
        return switch (text) {
            case "http/protobuf" -> Protocol.HTTP;
            case "grpc" -> Protocol.GRPC;
            default -> throw new IllegalArgumentException("http/protobuf or grpc");
        };
    }
}
