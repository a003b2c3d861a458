package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;

/// The cloud takes a spot instance back, two minutes after it said so; nobody says goodbye.
public record SpotReclaim(FleetNode node, Duration at) implements Act {

    @Override
    public void play(Life life) {
        var gone = at.plusSeconds(120);
        life.intend(
                at,
                IntentKind.SPOT_RECLAIM,
                "the cloud reclaims this spot instance",
                "taint spot-interruption");
        life.stopBeating(gone, Goodbye.NONE);
        life.losesLease(gone.plus(Life.LEASE));
        life.isDeleted(gone.plusSeconds(70));
    }
}
