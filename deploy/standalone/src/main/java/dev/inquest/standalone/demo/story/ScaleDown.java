package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;

/// The autoscaler drains a node, shuts it down and deletes it.
public record ScaleDown(FleetNode node, Duration at) implements Act {

    @Override
    public void play(Life life) {
        var gone = at.plusSeconds(95);
        var taint = "taint ToBeDeletedByClusterAutoscaler";
        life.intend(at, IntentKind.DRAIN, "node is underused", taint);
        life.intend(at.plusSeconds(20), IntentKind.SCALE_DOWN, "node is underused", taint);
        life.stopBeating(gone, Goodbye.HOST_SHUTDOWN);
        life.losesLease(gone.plus(Life.LEASE));
        life.isDeleted(gone.plusSeconds(75));
    }
}
