package dev.inquest.detection.node;

import java.time.Duration;

/// How long things may take before they mean something.
///
/// @param silenceAfter without a heartbeat, a node is silent
/// @param countAfter shorter silences are pauses: nobody is told before they end
/// @param hangAfter silent, panicked or dumping for so long, a node is hung
/// @param agentReturn an agent that said goodbye is expected back within
/// @param wedgedAfter heartbeats come while the lease is stale for so long: the node is wedged
/// @param watchReboot a rebooted node is shown as such for so long
/// @param forgetAfter a node of which nothing is heard is dropped
public record Timing(
        Duration silenceAfter,
        Duration countAfter,
        Duration hangAfter,
        Duration agentReturn,
        Duration wedgedAfter,
        Duration watchReboot,
        Duration forgetAfter) {

    /// Four heartbeats missed; live migrations pause for up to a minute; ten minutes to boot.
    public static final Timing DEFAULT =
            new Timing(
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(24));

    public Timing {
        if (countAfter.compareTo(silenceAfter) < 0 || hangAfter.compareTo(countAfter) < 0) {
            throw new IllegalArgumentException(
                    "timing: silence-after <= count-after <= hang-after must hold, not "
                            + silenceAfter
                            + ", "
                            + countAfter
                            + ", "
                            + hangAfter);
        }
    }
}
