package dev.inquest.collectors.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.host.HostTree;
import dev.inquest.schemas.wire.Goodbye;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodbyesTest {

    private static final Instant NOW = Instant.parse("2024-06-17T08:00:00Z");
    private static final String SCHEDULED = "run/systemd/shutdown/scheduled";

    @TempDir Path root;

    @Test
    void onAHostThatStaysOnlyTheAgentStops() {
        assertThat(goodbye(new HostTree(root))).isEqualTo(Goodbye.AGENT_STOP);
    }

    @Test
    void aRebootThatIsDueIsTold() {
        var host = new HostTree(root).with(SCHEDULED, scheduled(NOW.plusSeconds(59), "reboot"));
        assertThat(goodbye(host)).isEqualTo(Goodbye.HOST_REBOOT);
    }

    @Test
    void aShutdownThatIsDueIsTold() {
        var host = new HostTree(root).with(SCHEDULED, scheduled(NOW, "poweroff"));
        assertThat(goodbye(host)).isEqualTo(Goodbye.HOST_SHUTDOWN);
    }

    @Test
    void aShutdownPlannedForLaterIsNoReasonYet() {
        var host =
                new HostTree(root)
                        .with(SCHEDULED, scheduled(NOW.plusSeconds(60), "reboot"))
                        .with("run/nologin", "later");
        assertThat(goodbye(host)).isEqualTo(Goodbye.AGENT_STOP);
    }

    @Test
    void noLoginsAnyMoreMeansAShutdown() {
        assertThat(goodbye(new HostTree(root).with("run/nologin", "")))
                .isEqualTo(Goodbye.HOST_SHUTDOWN);
    }

    @Test
    void strangeTextMeansAShutdownAtMost() {
        var host = new HostTree(root).with(SCHEDULED, "USEC=" + "9".repeat(100) + "\nMODE=?");
        assertThat(goodbye(host)).isEqualTo(Goodbye.HOST_SHUTDOWN);
    }

    private static Goodbye goodbye(HostTree host) {
        return Goodbyes.of(host.files(), NOW);
    }

    private static String scheduled(Instant at, String mode) {
        return "USEC=" + at.toEpochMilli() + "000\nWARN_WALL=1\nMODE=" + mode + "\n";
    }
}
