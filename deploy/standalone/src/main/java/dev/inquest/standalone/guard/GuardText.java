package dev.inquest.standalone.guard;

import dev.inquest.detection.fleet.Guard;
import dev.inquest.topology.GuardBoard;

/// Writes the rollout guard in the text format of Prometheus.
final class GuardText {

    private static final String HELP =
            """
            # HELP inquest_guard Whether a rollout to this value may go on: 1 go, 0 hold. Not there means hold.
            # TYPE inquest_guard gauge
            """;

    private static final String AS_OF =
            """
            # HELP inquest_guard_as_of_seconds Detection time of the answers behind inquest_guard.
            # TYPE inquest_guard_as_of_seconds gauge
            inquest_guard_as_of_seconds %d
            """;

    private GuardText() {}

    /// Where nothing fresh is known, everything that was known is to hold.
    static String of(GuardBoard board) {
        var isFresh = board.fresh().isPresent();
        var guard = board.last();
        var text = new StringBuilder(HELP);
        guard.values().forEach(value -> text.append(line(value, isFresh && value.mayGoOn())));
        return text.append(AS_OF.formatted(guard.asOf().getEpochSecond())).toString();
    }

    private static String line(Guard.Value value, boolean mayGoOn) {
        return "inquest_guard{attribute=\"%s\",value=\"%s\"} %d%n"
                .formatted(escaped(value.attribute()), escaped(value.value()), mayGoOn ? 1 : 0);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
