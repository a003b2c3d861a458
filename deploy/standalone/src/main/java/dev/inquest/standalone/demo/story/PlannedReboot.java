package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.standalone.demo.fleet.FleetNode;
import dev.inquest.standalone.demo.fleet.Kernel;
import java.time.Duration;

/// kured announces a reboot, drains the node and reboots it, perhaps into another kernel.
///
/// @param down from the last heartbeat to the next boot
/// @param into the kernel it boots
/// @param onConsole whether this node's console is recorded
public record PlannedReboot(
        FleetNode node, Duration at, Duration down, Kernel into, boolean onConsole) implements Act {

    private static final Duration DRAIN = Duration.ofSeconds(25);

    @Override
    public void play(Life life) {
        var gone = at.plus(DRAIN);
        life.intend(
                at,
                IntentKind.REBOOT,
                "reboot required by package updates",
                "annotation weave.works/kured-reboot-in-progress");
        life.stopBeating(gone, Goodbye.HOST_REBOOT);
        if (onConsole) {
            var uptime = gone.minus(life.boot().since());
            life.prints(gone.plusSeconds(1), KernelText.line(uptime, "reboot: Restarting system"));
        }
        life.losesLease(gone.plus(Life.LEASE));
        life.boots(gone.plus(down), into);
    }
}
