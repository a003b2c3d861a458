package dev.inquest.detection.node;

import static dev.inquest.detection.Tale.N1;
import static dev.inquest.detection.node.StateName.LIVE;
import static dev.inquest.detection.node.StateName.PANICKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Status;
import dev.inquest.detection.pattern.HungNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text that comes under a node's name and is not its own, whether by mistake or by malice.
class IdentityTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Map<String, String> FACTS = Map.of("kernel_release", "5.15.0-91-generic");

    private final Tale tale = new Tale();

    @Test
    void aForgedPanicOfALivingNodeOpensAFindingThatTwoHeartbeatsRetractAndPagesNobody() {
        tale.live("b1", MINUTE);

        hear(panicked(), "", "");

        assertThat(tale.state()).isEqualTo(PANICKED);
        assertThat(hung().course().status()).isEqualTo(Status.OPEN);
        assertThat(hung().telling().title()).isEqualTo("prod/n1 panicked: Fatal exception");

        tale.beat("b1").pass(BEAT).beat("b1");
        assertThat(tale.state()).isEqualTo(LIVE);
        assertThat(hung().holds()).isFalse();
        assertThat(hung().telling().title()).contains("lives on: retracted");
        tale.pass(BEAT).live("b1", Duration.ofMinutes(6));

        assertThat(tale.findings().values())
                .allSatisfy(findings ->
                        assertThat(findings)
                                .allMatch(finding -> finding.course().status() == Status.RESOLVED)
                                .noneMatch(finding -> finding.paging().pages()));
    }

    @Test
    void aForgedPanicWithItsEndAndACaptureKernelPagesNobodyEither() {
        tale.live("b1", MINUTE);

        hear(panicked(), "", "");
        hear(new KernelSignal.PanicEnded(tale.now(), "r", "x", false, List.of("end")), "", "");
        assertThat(pages()).isFalse();
        for (var i = 0; i < 30; i++) {
            hear(panicked(), "", "");
            tale.beat("b1").pass(BEAT);
            assertThat(pages()).isFalse();
        }
    }

    @Test
    void aPanicPagesOnceAHeartbeatIsTwentySecondsOverdue() {
        tale.live("b1", MINUTE);
        hear(panicked(), "", "");

        tale.pass(Duration.ofSeconds(19));
        assertThat(pages()).isFalse();
        tale.pass(Duration.ofSeconds(1));

        assertThat(pages()).isTrue();
    }

    @Test
    void textThatNamesAnotherHostIsUnattributed() {
        tale.live("b1", MINUTE);

        hear(panicked(), "n2.example.org", "");

        assertThat(tale.state()).isEqualTo(LIVE);
        assertThat(tale.findings()).isEmpty();
        assertThat(unattributed().count()).isEqualTo(1);
        assertThat(unattributed().reason()).contains("host n2");
        assertThat(unattributed().shown().excerpt()).contains("panic");
        assertThat(tale.changes().getLast().causes())
                .containsExactly("unattributed: it names the host n2, which is not this node");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(none)",
                "localhost",
                "10.0.0.7",
                "fe80::1",
                "ip-10-0-0-107",
                "IP-10-0-0-107.ec2.internal",
                "ip-10-0-0-107-worke"
            })
    void aNameThatIsAbsentOrCutContradictsNothing(String host) {
        var node = new NodeId("prod", "ip-10-0-0-107-worker.ec2.internal");
        tale.live(node, "b1", MINUTE).facts(node, Map.of("hostname", "ip-10-0-0-107"));

        tale.kernel(node, panicked(), host, "");

        assertThat(tale.node(node).state().name()).isEqualTo(PANICKED);
    }

    @Test
    void textOfAKernelThatTheNodeDoesNotRunIsUnattributed() {
        tale.facts(N1, FACTS).live("b1", MINUTE);

        hear(panicked(), "", "6.8.0-1-generic");

        assertThat(tale.state()).isEqualTo(LIVE);
        assertThat(unattributed().reason())
                .isEqualTo("it names kernel 6.8.0-1-generic, but the node runs 5.15.0-91-generic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.15.0-91-generic", "5.15.0-91", ""})
    void aReleaseThatIsTheSameOrCutContradictsNothing(String release) {
        tale.facts(N1, FACTS).live("b1", MINUTE);

        hear(panicked(), "", release);

        assertThat(tale.state()).isEqualTo(PANICKED);
    }

    @Test
    void anUpgradedKernelMayCrashBeforeTheFactsKnowOfIt() {
        tale.facts(N1, FACTS).live("b1", MINUTE);

        hear(
                new KernelSignal.Booted(
                        tale.now(), Optional.of("6.8.0"), Optional.empty(), List.of("banner")),
                "",
                "6.8.0");
        hear(panicked(), "", "6.8.0");

        assertThat(tale.state()).isEqualTo(PANICKED);
    }

    @Test
    void anUpgradedKernelWhoseAgentIsBackIsNotHeldAgainstTheOldFacts() {
        tale.facts(N1, FACTS).live("b1", MINUTE).pass(MINUTE).live("b2", MINUTE);

        hear(panicked(), "", "6.8.0");

        assertThat(tale.state()).isEqualTo(PANICKED);
    }

    @Test
    void onceTheAgentHasToldTheNewKernelTheOldOneIsForeign() {
        tale.facts(N1, FACTS).live("b1", MINUTE).pass(MINUTE).live("b2", MINUTE);
        tale.facts(N1, Map.of("kernel_release", "6.8.0"));

        hear(panicked(), "", "5.15.0-91-generic");

        assertThat(tale.state()).isEqualTo(StateName.REBOOTED);
    }

    @Test
    void aFloodIsCountedButToldOnce() {
        tale.live("b1", MINUTE);
        var before = tale.changes().size();

        for (var i = 0; i < 1_000; i++) {
            hear(panicked(), "evil", "");
        }
        tale.pass(MINUTE);
        hear(panicked(), "evil", "");

        assertThat(unattributed().count()).isEqualTo(1_001);
        assertThat(tale.changes()).hasSize(before + 1);
        assertThat(tale.refusals()).isEqualTo(2);
    }

    private void hear(KernelSignal signal, String host, String release) {
        tale.kernel(N1, signal, host, release);
    }

    private Unattributed unattributed() {
        return tale.node(N1).unattributed().orElseThrow();
    }

    private boolean pages() {
        return tale.findings().values().stream()
                .flatMap(List::stream)
                .anyMatch(finding -> finding.paging().pages());
    }

    private Finding hung() {
        return tale.finding(HungNode.ID);
    }

    private KernelSignal panicked() {
        return new KernelSignal.Panicked(
                tale.now(), "r", "Fatal exception", false, List.of("panic"));
    }
}
