package dev.inquest.standalone.telemetry;

import dev.inquest.telemetry.Metrics;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/// `/metrics` of a process that has an HTTP server anyway.
@Controller("/metrics")
@Requires(beans = Metrics.class)
final class MetricsController {

    private final Metrics metrics;

    MetricsController(Metrics metrics) {
        this.metrics = metrics;
    }

    @Get
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        return metrics.exposition();
    }
}
