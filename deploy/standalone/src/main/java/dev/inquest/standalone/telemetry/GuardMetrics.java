package dev.inquest.standalone.telemetry;

import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import dev.inquest.topology.GuardBoard;
import java.util.List;
import java.util.Map;

/// The rollout guard in numbers: 1 go, 0 hold, and what is stale is to hold.
public final class GuardMetrics {

    private GuardMetrics() {}

    /// Lets the numbers of this process say what the board says.
    public static void register(Metrics metrics, GuardBoard board) {
        metrics.gauge(
                "inquest.guard",
                "Whether a rollout to this value may go on: 1 go, 0 hold; not there means hold.",
                "",
                () -> samples(board));
        metrics.gauge(
                "inquest.guard.as_of",
                "Detection time of the answers behind inquest.guard.",
                "s",
                () -> List.of(Sample.of((double) board.last().asOf().getEpochSecond())));
    }

    private static List<Sample> samples(GuardBoard board) {
        var isFresh = board.fresh().isPresent();
        return board.last().values().stream()
                .map(value ->
                        new Sample(
                                Map.of("attribute", value.attribute(), "value", value.value()),
                                isFresh && value.mayGoOn() ? 1 : 0))
                .toList();
    }
}
