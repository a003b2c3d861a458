package dev.inquest.collectors.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.ReadyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration LASTS = Duration.ofSeconds(40);

    private final Nodes nodes = new Nodes(_ -> Optional.empty());
    private final Told told = new Told();

    @Test
    void aLeaseSeenBeforeItsNewMachineCountsFromThen() {
        silentMachine();

        nodes.lease("n", new LeaseSight("8", LASTS), seconds(101));
        nodes.present("n", machine("2"), NOW, seconds(102));
        nodes.lease("n", new LeaseSight("9", LASTS), seconds(111));

        assertThat(tell(111)).extracting(NodeObservation::getDeleted).containsExactly(true, false);
        assertThat(told.all.getLast().getLease()).isEqualTo(LeaseState.FRESH);
    }

    @Test
    void aLeaseSeenAfterItsNewMachineIsARenewalOfTheOneBefore() {
        silentMachine();

        nodes.present("n", machine("2"), NOW, seconds(101));
        assertThat(tell(101)).extracting(NodeObservation::getLease).endsWith(LeaseState.UNKNOWN);

        nodes.lease("n", new LeaseSight("8", LASTS), seconds(102));
        assertThat(tell(102)).extracting(NodeObservation::getLease).endsWith(LeaseState.FRESH);
    }

    @Test
    void aNewMachineIsNotBlamedForTheSilenceOfTheOld() {
        silentMachine();

        nodes.present("n", machine("2"), NOW, seconds(101));

        assertThat(nodes.overdue(seconds(141))).isEmpty();
        assertThat(nodes.overdue(seconds(141) + 1)).containsExactly("n");
    }

    @Test
    void aMachineThatGoesAndIsReplacedBetweenTwoLooksIsToldToBeGoneOnce() {
        silentMachine();

        nodes.gone("n");
        nodes.present("n", machine("2"), NOW, seconds(101));

        assertThat(tell(102))
                .extracting(NodeObservation::getNodeUid, NodeObservation::getDeleted)
                .containsExactly(tuple("uid-1", true), tuple("uid-2", false));
    }

    @Test
    void aDeletionThatWasToldIsNotToldAgainWithTheNextMachine() {
        silentMachine();

        nodes.gone("n");
        tell(101);
        nodes.present("n", machine("2"), NOW, seconds(102));

        assertThat(tell(103)).extracting(NodeObservation::getDeleted).containsExactly(true, false);
    }

    /// Machine 1 was seen, renewed its lease once and then no more.
    private void silentMachine() {
        nodes.present("n", machine("1"), NOW, 0);
        nodes.lease("n", new LeaseSight("1", LASTS), 0);
        nodes.lease("n", new LeaseSight("2", LASTS), seconds(10));
        nodes.expire("n", seconds(100));
        assertThat(tell(100)).extracting(NodeObservation::getLease).endsWith(LeaseState.STALE);
        told.all.clear();
    }

    private List<NodeObservation> tell(long second) {
        nodes.tell((_, _, _) -> List.of(), List.of(), false, NOW, seconds(second), told);
        return told.all;
    }

    private static NodeSight machine(String number) {
        return new NodeSight(
                "uid-" + number,
                "system-" + number,
                "boot-" + number,
                ReadyState.READY,
                false,
                Optional.of(List.of()),
                List.of(),
                Map.of());
    }

    private static long seconds(long number) {
        return Duration.ofSeconds(number).toNanos();
    }

    private static final class Told implements Telling {

        private final List<NodeObservation> all = new ArrayList<>();

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void observation(String node, NodeObservation observation, Runnable failed) {
            all.add(observation);
        }

        @Override
        public void facts(String node, Map<String, String> facts, Runnable failed) {
            // Not looked at here.
        }
    }
}
