package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;

/// The cloud moves the machine to another host: it stands still for a while and then goes on in the
/// same boot as if nothing had been.
public record LiveMigration(FleetNode node, Duration at, Duration pause) implements Act {

    @Override
    public void play(Life life) {
        life.stopBeating(at, Goodbye.NONE);
        life.losesLease(at.plus(Life.LEASE));
        life.beatsAgain(at.plus(pause));
        life.isWell(at.plus(pause).plusSeconds(1));
    }
}
