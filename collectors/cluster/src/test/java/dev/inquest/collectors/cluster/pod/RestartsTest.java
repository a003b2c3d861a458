package dev.inquest.collectors.cluster.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.PodRestart;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    static {
        TrustedRecords.trust();
    }

    private final Restarts restarts = new Restarts();

    @Test
    void aCountIsToldOnceHoweverOftenItIsSeen() {
        assertThat(seen(0)).isEmpty();
        assertThat(seen(1)).extracting(PodRestart::getRestartCount).containsExactly(1);
        assertThat(seen(1)).isEmpty();
        assertThat(seen(4)).extracting(PodRestart::getRestartCount).containsExactly(4);
    }

    @Test
    void aCountThatFallsIsNoRestart() {
        seen(4);
        assertThat(seen(2)).isEmpty();
        assertThat(seen(3)).hasSize(1);
    }

    @Test
    void whileCatchingUpARestartOfLateIsToldWithItsAgeAndAnOldOneIsNot() {
        var late = restarts.in(pod(3, "2026-11-24T09:46:00Z"), true, NOW);
        assertThat(late).extracting(PodRestart::getHeldForMs).containsExactly(14 * 60_000L);

        var old = new Restarts().in(pod(3, "2026-11-24T09:44:59Z"), true, NOW);
        assertThat(old).isEmpty();
    }

    @Test
    void aClockThatIsAheadOrNonsenseHasNoAge() {
        var ahead = restarts.in(pod(3, "2026-11-24T11:00:00Z"), true, NOW);
        assertThat(ahead).extracting(PodRestart::getHeldForMs).containsExactly(0L);
        var nonsense = new Restarts().in(pod(3, "yesterday"), true, NOW);
        assertThat(nonsense).extracting(PodRestart::getHeldForMs).containsExactly(0L);
    }

    @Test
    void onlyPodsThatEverRestartedAreRemembered() {
        seen(0);
        assertThat(restarts.size()).isZero();
        seen(1);
        assertThat(restarts.size()).isOne();
        restarts.forget("uid");
        assertThat(restarts.size()).isZero();
    }

    @Test
    void theReasonItWaitedForIsKeptUntilItRestarts() {
        var waiting =
                new PodBuilder(pod(1, "2026-11-24T09:46:00Z"))
                        .editStatus()
                        .editContainerStatus(0)
                        .withNewState()
                        .withNewWaiting()
                        .withReason("CrashLoopBackOff")
                        .endWaiting()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build();
        restarts.in(waiting, false, NOW);

        assertThat(seen(2))
                .extracting(PodRestart::getWaitingReason)
                .containsExactly("CrashLoopBackOff");
    }

    @Test
    void aHostileMessageIsCutCleanedAndRedacted() {
        var message = "password=hunter22\u001b[31m\n" + "x".repeat(100_000) + "\nlast";
        var pod =
                new PodBuilder(pod(1, "2026-11-24T09:46:00Z"))
                        .editStatus()
                        .editContainerStatus(0)
                        .editLastState()
                        .editTerminated()
                        .withMessage(message)
                        .endTerminated()
                        .endLastState()
                        .endContainerStatus()
                        .endStatus()
                        .build();

        var lines = restarts.in(pod, false, NOW).getFirst().getLastLogLines();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("[redacted]").doesNotContain("hunter22", "\u001b");
        assertThat(lines.getLast()).hasSize(1_024);
    }

    @Test
    void aPodWithoutStatusTellsNothing() {
        var bare = new PodBuilder().withNewMetadata().withUid("uid").endMetadata().build();
        assertThat(restarts.in(bare, false, NOW)).isEmpty();
    }

    private List<PodRestart> seen(int count) {
        return restarts.in(pod(count, "2026-11-24T09:46:00Z"), false, NOW);
    }

    private static Pod pod(int count, String startedAt) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("n")
                .withUid("uid")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("c")
                .withRestartCount(count)
                .withNewState()
                .withNewRunning()
                .withStartedAt(startedAt)
                .endRunning()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(1)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
