package dev.inquest.detection.watch;

import static dev.inquest.detection.Tale.N1;
import static dev.inquest.detection.Tale.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.pattern.NodePatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final NodeStage stage =
            new NodeStage(
                    Timing.DEFAULT,
                    NodePatterns.all(KnownIssues.NONE, Advisories.NONE, CrashDumpGuide.NONE));

    @Test
    void routineHeartbeatsAreWorthStoringOnceAMinuteOnly() {
        var watch = new Watch(stage);
        var stored = 0;
        for (var second = 0; second < 600; second += 10) {
            var at = START.plusSeconds(second);
            watch.advance(at);
            stored += watch.learn(heartbeat(N1, at)).isPresent() ? 1 : 0;
        }

        assertThat(stored).isEqualTo(10);
    }

    @Test
    void afterARestartALiveNodeHasItsFullTimeToBeHeard() {
        var restarted = restored(new Tale().live("b1", MINUTE), START.plus(Duration.ofDays(1)));

        assertThat(statesAfter(restarted, START.plus(Duration.ofDays(1)), 39)).isEmpty();
        assertThat(statesAfter(restarted, START.plus(Duration.ofDays(1)), 100))
                .containsExactly(StateName.SILENT);
    }

    @Test
    void whoWasAwayWhenWeWereAwayIsNotBlamedForOurAbsence() {
        var tale = new Tale().live("b1", MINUTE).beat(N1, "b1", Goodbye.AGENT_STOP);
        var later = START.plus(Duration.ofHours(8));

        var restarted = restored(tale, later);

        assertThat(statesAfter(restarted, later, 600)).isEmpty();
    }

    @Test
    void aSilenceGoesOnWhereItStood() {
        var tale = new Tale().live("b1", MINUTE).pass(Duration.ofMinutes(5));
        var later = START.plus(Duration.ofHours(8));

        var restarted = restored(tale, later);

        assertThat(statesAfter(restarted, later, 60)).isEmpty();
        assertThat(statesAfter(restarted, later, 600)).containsExactly(StateName.HUNG);
    }

    private Watch restored(Tale tale, Instant now) {
        var watch = new Watch(stage);
        watch.restore(tale.node(N1));
        watch.resume(now);
        return watch;
    }

    private static List<StateName> statesAfter(Watch watch, Instant from, int seconds) {
        var states = new ArrayList<StateName>();
        for (var second = 0; second <= seconds; second++) {
            watch.advance(from.plusSeconds(second)).stream()
                    .map(NodeStage.Step::change)
                    .flatMap(Optional::stream)
                    .map(Change::to)
                    .forEach(states::add);
        }
        return states;
    }

    private static Event heartbeat(NodeId node, Instant at) {
        return new Event.Heartbeat(
                node,
                at,
                new Origin("heartbeats", 0, 0),
                "b1",
                Duration.ofDays(1),
                Goodbye.NONE,
                Optional.empty(),
                true,
                List.of());
    }
}
