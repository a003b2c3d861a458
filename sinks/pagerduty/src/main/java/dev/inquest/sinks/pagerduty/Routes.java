package dev.inquest.sinks.pagerduty;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.telemetry.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which routing key a finding's events carry: that of the first route that is for it, else the
/// sink's own.
record Routes(List<Route> routes, Optional<Secret> otherwise) {

    Routes {
        routes = List.copyOf(routes);
    }

    /// Where the finding's alert is opened, if anywhere.
    Optional<Secret> of(Finding finding) {
        return routes.stream()
                .filter(route -> route.isFor(finding))
                .map(Route::routingKey)
                .findFirst()
                .or(() -> otherwise);
    }

    /// Wherever its alert may be open: a finding whose severity changed may have moved. To resolve
    /// what is not open changes nothing.
    List<Secret> everywhere(Finding finding) {
        var routed =
                routes.stream()
                        .filter(route -> route.mayHaveBeenFor(finding))
                        .map(Route::routingKey);
        return Stream.concat(routed, otherwise.stream()).distinct().toList();
    }

    /// Where what concerns a whole cluster goes.
    List<Secret> ofCluster(String cluster) {
        var routed =
                routes.stream()
                        .filter(route -> route.selection().clusters().contains(cluster))
                        .map(Route::routingKey)
                        .distinct()
                        .toList();
        return routed.isEmpty() ? otherwise.stream().toList() : routed;
    }

    List<Secret> keys() {
        return Stream.concat(routes.stream().map(Route::routingKey), otherwise.stream())
                .distinct()
                .toList();
    }
}
