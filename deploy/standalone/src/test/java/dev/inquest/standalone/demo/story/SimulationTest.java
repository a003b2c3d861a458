package dev.inquest.standalone.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.standalone.demo.story.Happening.Printed;
import dev.inquest.standalone.demo.story.Happening.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

final class SimulationTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);
    private static final Duration BEFORE = Duration.ofMillis(-1);
    private static final Duration STEP = Duration.ofSeconds(1);

    private static final Story STORY = FoundingIncident.told(1);
    private static final List<Happening> ALL =
            Simulation.of(STORY, TOPICS, START).between(BEFORE, STORY.end());
    private static final Map<NodeKey, List<Happening>> BY_NODE =
            ALL.stream().collect(Collectors.groupingBy(Happening::node));

    @Test
    void theSameSeedTellsTheSameStory() {
        var again = Simulation.of(FoundingIncident.told(1), TOPICS, START);

        assertThat(again.between(BEFORE, STORY.end()).equals(ALL)).isTrue();
        var other = Simulation.of(FoundingIncident.told(2), TOPICS, START);
        assertThat(other.between(BEFORE, STORY.end()).equals(ALL)).isFalse();
    }

    @Test
    void stepsTellWhatTheWholeTells() {
        var simulation = Simulation.of(STORY, TOPICS, START);
        var told = new ArrayList<Happening>();
        var from = BEFORE;
        for (var to = Duration.ZERO; to.compareTo(STORY.end()) <= 0; to = to.plus(STEP)) {
            told.addAll(simulation.between(from, to));
            from = to;
        }

        assertThat(told.equals(ALL)).isTrue();
    }

    @Test
    void thereIsNoMoreThanABusyMachineCanBear() {
        var busiest =
                ALL.stream()
                        .collect(
                                Collectors.groupingBy(
                                        h -> h.at().toSeconds(), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(second -> second.getKey() > 3)
                        .mapToLong(Map.Entry::getValue)
                        .max()
                        .orElseThrow();

        assertThat(ALL.size() / STORY.end().toSeconds()).isBetween(50L, 80L);
        assertThat(busiest).isLessThan(1000);
    }

    @Test
    void everyBootIdAndSequenceRunsOnWithoutAGap() {
        for (var node : BY_NODE.entrySet()) {
            Heartbeat before = null;
            for (var beat : beats(node.getValue())) {
                if (before != null && before.getBootId().equals(beat.getBootId())) {
                    assertThat(beat.getUptimeMs()).isGreaterThan(before.getUptimeMs());
                    assertThat(beat.getSequence())
                            .as("%s", node.getKey())
                            .isIn(before.getSequence() + 1, 0L);
                }
                before = beat;
            }
        }
    }

    @Test
    void theDeadAreHeardNoMoreAndLoseTheirLease() {
        for (var hang : acts(Hang.class)) {
            assertThat(lastBeatAt(hang))
                    .isLessThan(hang.at())
                    .isGreaterThan(hang.at().minusSeconds(11));
            assertThat(observations(hang)).last().extracting("lease").isEqualTo(LeaseState.STALE);
            assertThat(beats(of(hang)))
                    .allSatisfy(beat -> assertThat(beat.getVitals().getCpuUsed()).isLessThan(0.8f));
        }
    }

    @Test
    void aDeadNodesConsoleArrivesWholeAndInOrder() {
        for (var hang : acts(Hang.class)) {
            var console =
                    of(hang).stream()
                            .filter(Printed.class::isInstance)
                            .map(happening -> ((Printed) happening).text())
                            .collect(Collectors.joining());
            var recorded =
                    hang.console().stream()
                            .flatMap(name -> ConsoleScript.of(name, "5.15.0-91-generic").stream())
                            .map(ConsoleScript.Line::text)
                            .collect(Collectors.joining());
            assertThat(console).isEqualTo(recorded);
        }
    }

    @Test
    void aPlanPrecedesTheLastHeartbeatThatItExplains() {
        for (var act : STORY.acts()) {
            var kind =
                    switch (act) {
                        case PlannedReboot _ -> IntentKind.REBOOT;
                        case ScaleDown _ -> IntentKind.SCALE_DOWN;
                        case SpotReclaim _ -> IntentKind.SPOT_RECLAIM;
                        case Hang _, LiveMigration _, AgentUpgrade _, CiliumCrashLoop _ -> null;
                    };
            if (kind != null) {
                var silence = longestSilence(act);
                assertThat(declared(act, kind)).as("%s", act).isLessThan(silence.from());
                assertThat(silence.length()).isGreaterThan(Duration.ofSeconds(40));
            }
        }
    }

    @Test
    void aPlannedRebootSaysGoodbyeAndIsBackWithAnotherBootId() {
        for (var reboot : acts(PlannedReboot.class)) {
            var beats = beats(of(reboot));
            assertThat(beats).filteredOn(b -> b.getGoodbye() == Goodbye.HOST_REBOOT).hasSize(1);
            assertThat(beats.stream().map(Heartbeat::getBootId).distinct()).hasSize(2);
            assertThat(longestSilence(reboot).length())
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(100));
            assertThat(observations(reboot)).last().extracting("lease").isEqualTo(LeaseState.FRESH);
        }
    }

    @Test
    void aPauseKeepsTheBootAndIsTooShortToCount() {
        for (var pause : acts(LiveMigration.class)) {
            var beats = beats(of(pause));
            assertThat(beats.stream().map(Heartbeat::getBootId).distinct()).hasSize(1);
            assertThat(longestSilence(pause).length())
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(89));
        }
    }

    @Test
    void anAgentUpgradeLeavesTheLeaseFresh() {
        for (var upgrade : acts(AgentUpgrade.class)) {
            assertThat(observations(upgrade)).extracting("lease").containsOnly(LeaseState.FRESH);
            assertThat(beats(of(upgrade)))
                    .filteredOn(b -> b.getGoodbye() == Goodbye.AGENT_STOP)
                    .hasSize(1);
        }
    }

    @Test
    void whoeverIsTakenAwayIsDeletedInTheEnd() {
        for (var act : STORY.acts()) {
            if (act instanceof ScaleDown || act instanceof SpotReclaim) {
                assertThat(observations(act)).last().extracting("deleted").isEqualTo(true);
            }
        }
    }

    @Test
    void theCrashLoopBeginsLongAfterTheBootAndEndsWithTheLink() {
        for (var loop : acts(CiliumCrashLoop.class)) {
            var restarts = published(loop, PodRestart.class);
            assertThat(restarts).hasSizeGreaterThanOrEqualTo(4);
            assertThat(restarts.get(2).at().minus(loop.at())).isLessThan(Duration.ofMinutes(2));
            assertThat(restarts.getLast().at()).isLessThan(loop.cured());
            var boot = longestSilence(loop);
            assertThat(restarts.getFirst().at().minus(boot.from().plus(boot.length())))
                    .isGreaterThan(Duration.ofMinutes(6));
            assertThat(restarts.getFirst().value().getLastLogLines())
                    .anyMatch(line -> line.contains("direct-routing-device=kube-ipvs0"))
                    .anyMatch(line -> line.contains("index out of range [3] with length 0"));
        }
    }

    @Test
    void everyPartIsCast() {
        assertThat(acts(Hang.class)).hasSize(6);
        assertThat(acts(PlannedReboot.class)).hasSize(41 + 42);
        assertThat(acts(CiliumCrashLoop.class)).hasSize(3);
        assertThat(acts(ScaleDown.class)).hasSize(3);
        assertThat(acts(SpotReclaim.class)).hasSize(2);
        assertThat(acts(LiveMigration.class)).hasSize(1);
        assertThat(acts(AgentUpgrade.class)).hasSize(1);
    }

    private record Silence(Duration from, Duration length) {}

    private static <A extends Act> List<A> acts(Class<A> kind) {
        return STORY.acts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<Happening> of(Act act) {
        return BY_NODE.getOrDefault(act.node().key(), List.of());
    }

    private static List<Heartbeat> beats(List<Happening> happenings) {
        return values(happenings, Heartbeat.class).map(Published::value).toList();
    }

    private static List<NodeObservation> observations(Act act) {
        return published(act, NodeObservation.class).stream().map(Published::value).toList();
    }

    private static <V extends SpecificRecord> List<Published<V>> published(Act act, Class<V> type) {
        return values(of(act), type).toList();
    }

    @SuppressWarnings("unchecked")
    private static <V extends SpecificRecord> Stream<Published<V>> values(
            List<Happening> all, Class<V> type) {
        return all.stream()
                .filter(h -> h instanceof Published<?> p && type.isInstance(p.value()))
                .map(h -> (Published<V>) h);
    }

    private static Duration lastBeatAt(Act act) {
        return published(act, Heartbeat.class).getLast().at();
    }

    private static Silence longestSilence(Act act) {
        var longest = new Silence(Duration.ZERO, Duration.ZERO);
        var beats = published(act, Heartbeat.class);
        for (var i = 0; i < beats.size(); i++) {
            var next = i + 1 < beats.size() ? beats.get(i + 1).at() : STORY.end();
            var length = next.minus(beats.get(i).at());
            if (length.compareTo(longest.length()) > 0) {
                longest = new Silence(beats.get(i).at(), length);
            }
        }
        return longest;
    }

    private static Duration declared(Act act, IntentKind kind) {
        return observations(act).stream()
                .flatMap(seen -> seen.getIntents().stream())
                .filter(intent -> intent.getKind() == kind)
                .map(intent -> Duration.between(START, intent.getDeclaredAt()))
                .findFirst()
                .orElseThrow();
    }
}
