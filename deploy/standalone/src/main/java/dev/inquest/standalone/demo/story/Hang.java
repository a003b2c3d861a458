package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;
import java.util.Optional;

/// The node dies and does not come back; its console may say why.
public record Hang(FleetNode node, Duration at, Optional<CrashConsole> console) implements Act {

    @Override
    public void play(Life life) {
        life.stopBeating(at, Goodbye.NONE);
        life.losesLease(at.plus(Life.LEASE));
        console.ifPresent(name ->
                ConsoleScript.of(name, node.kernel().release())
                        .forEach(line -> life.prints(at.plus(line.after()), line.text())));
    }
}
