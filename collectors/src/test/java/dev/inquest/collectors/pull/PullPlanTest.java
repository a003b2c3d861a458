package dev.inquest.collectors.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.pull.PullPlan.Pull;
import dev.inquest.collectors.pull.PullSettings.Decoding;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.NodeStateName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PullPlanTest {

    private static final long SECOND = 1_000_000_000L;
    private static final NodeKey NODE = new NodeKey("prod", "n1");

    private final PullPlan plan =
            new PullPlan(
                    new PullSettings(
                            new CommandTemplate(List.of("x", "{node}")),
                            Decoding.NONE,
                            Duration.ofSeconds(60),
                            3,
                            Duration.ofSeconds(30),
                            2,
                            PullSettings.DEFAULT_STATES));

    @Test
    void aNodeInTroubleIsFetchedAtOnceThenAtIntervalsAndThenNoMore() {
        state(NodeStateName.SILENT, 0);
        for (var pull = 0; pull < 3; pull++) {
            var at = pull * 60L;
            assertThat(due(at)).containsExactly(NODE);
            assertThat(due(at)).isEmpty();
            plan.done(NODE, at * SECOND);
            assertThat(due(at + 59)).isEmpty();
        }
        assertThat(due(10_000)).isEmpty();
    }

    @Test
    void anotherTroubleDoesNotBeginAnew() {
        state(NodeStateName.SILENT, 0);
        due(0);
        plan.done(NODE, 0);
        state(NodeStateName.HUNG, 10);
        assertThat(due(10)).isEmpty();
        assertThat(due(60)).containsExactly(NODE);
    }

    @Test
    void aNodeThatIsWellIsLeftAlone() {
        state(NodeStateName.SILENT, 0);
        state(NodeStateName.LIVE, 1);
        assertThat(due(2)).isEmpty();
        assertThat(plan.isWatched(NODE)).isFalse();
        state(NodeStateName.SILENT, 3);
        assertThat(due(3)).containsExactly(NODE);
    }

    @Test
    void onlySoManyAtOnceThoseThatWaitLongestFirst() {
        for (var i = 5; i > 0; i--) {
            plan.state(node(i), NodeStateName.SILENT, Map.of(), i * SECOND);
        }
        assertThat(due(10)).containsExactly(node(1), node(2));
        assertThat(due(10)).isEmpty();
        plan.done(node(1), 11 * SECOND);
        assertThat(due(12)).containsExactly(node(3));
    }

    @Test
    void aMassOfNodesIsBounded() {
        for (var i = 0; i < PullPlan.MOST + 5; i++) {
            plan.state(node(i), NodeStateName.SILENT, Map.of(), 0);
        }
        assertThat(plan.leftOut()).isEqualTo(5);
    }

    @Test
    void aNodeThatIsGoneIsForgottenEvenWhileItIsFetched() {
        state(NodeStateName.SILENT, 0);
        due(0);
        plan.gone(NODE);
        plan.done(NODE, SECOND);
        assertThat(plan.isWatched(NODE)).isFalse();
    }

    private void state(NodeStateName state, long second) {
        plan.state(NODE, state, Map.of(), second * SECOND);
    }

    private List<NodeKey> due(long second) {
        return plan.due(second * SECOND).stream().map(Pull::node).toList();
    }

    private static NodeKey node(int number) {
        return new NodeKey("prod", "m" + number);
    }
}
