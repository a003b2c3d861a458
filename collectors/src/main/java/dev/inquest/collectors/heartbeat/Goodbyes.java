package dev.inquest.collectors.heartbeat;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.schemas.wire.Goodbye;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Tells why the agent stops, from what systemd leaves in `/run` while the host goes down.
///
/// A shutdown that is planned for later is no reason yet: then only the agent stops.
public final class Goodbyes {

    private static final Duration SOON = Duration.ofMinutes(1);

    private Goodbyes() {}

    /// The goodbye to say now.
    public static Goodbye of(HostFiles host, Instant now) {
        var scheduled = host.lines("run/systemd/shutdown/scheduled");
        if (!scheduled.isEmpty()) {
            return isDue(scheduled, now) ? byMode(scheduled) : Goodbye.AGENT_STOP;
        }
        return host.exists("run/nologin") ? Goodbye.HOST_SHUTDOWN : Goodbye.AGENT_STOP;
    }

    private static Goodbye byMode(List<String> scheduled) {
        var reboots = scheduled.contains("MODE=reboot") || scheduled.contains("MODE=kexec");
        return reboots ? Goodbye.HOST_REBOOT : Goodbye.HOST_SHUTDOWN;
    }

    private static boolean isDue(List<String> scheduled, Instant now) {
        return scheduled.stream()
                .filter(line -> line.matches("USEC=[0-9]{1,17}"))
                .map(line -> Instant.ofEpochMilli(Long.parseLong(line.substring(5)) / 1000))
                .allMatch(due -> due.isBefore(now.plus(SOON)));
    }
}
