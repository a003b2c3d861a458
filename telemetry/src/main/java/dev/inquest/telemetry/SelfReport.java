package dev.inquest.telemetry;

import java.util.Optional;

/// The telemetry of one process: its numbers, where they are scraped, and where numbers and spans
/// are sent. Parts that nobody asked for are absent.
public final class SelfReport implements AutoCloseable {

    private final Metrics metrics;
    private final Optional<ScrapeServer> scraped;
    private final Optional<SelfTelemetry> sent;

    SelfReport(Metrics metrics, Optional<ScrapeServer> scraped, Optional<SelfTelemetry> sent) {
        this.metrics = metrics;
        this.scraped = scraped;
        this.sent = sent;
    }

    public Metrics metrics() {
        return metrics;
    }

    /// Whether anybody keeps spans.
    public boolean keepsSpans() {
        return sent.isPresent();
    }

    /// Takes a span, where anybody keeps them.
    public void add(Span span) {
        sent.ifPresent(telemetry -> telemetry.add(span));
    }

    /// Whether anybody reads the numbers.
    public boolean isRead() {
        return scraped.isPresent() || sent.isPresent();
    }

    /// The port at which Prometheus finds them, where one was asked for.
    public Optional<Integer> port() {
        return scraped.map(ScrapeServer::port);
    }

    @Override
    public void close() {
        scraped.ifPresent(ScrapeServer::close);
        sent.ifPresent(SelfTelemetry::close);
    }
}
