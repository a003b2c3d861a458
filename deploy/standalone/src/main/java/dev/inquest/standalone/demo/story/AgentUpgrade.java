package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;

/// The node agent is replaced; the node itself lives on and renews its lease.
public record AgentUpgrade(FleetNode node, Duration at, Duration away) implements Act {

    @Override
    public void play(Life life) {
        life.stopBeating(at, Goodbye.AGENT_STOP);
        life.agentStarts(at.plus(away));
    }
}
