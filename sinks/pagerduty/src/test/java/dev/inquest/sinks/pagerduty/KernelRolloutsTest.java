package dev.inquest.sinks.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.sinks.pagerduty.KernelRollouts.Rollout;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// When a rollout is told.
class KernelRolloutsTest {

    private static final Instant NOON = Instant.parse("2024-06-17T12:00:00Z");

    private final KernelRollouts rollouts = new KernelRollouts();

    @Test
    void theFirstNodeOfARolloutIsToldAndTheOthersAreNot() {
        assertThat(rollouts.saw("prod/n1#agent", "prod", "5.15.0-91", NOON)).isEmpty();
        assertThat(rollouts.saw("prod/n2#agent", "prod", "5.15.0-91", NOON)).isEmpty();
        assertThat(rollouts.saw("prod/n1#agent", "prod", "5.15.0-91", NOON)).isEmpty();
        assertThat(rollouts.saw("prod/n1#agent", "prod", "5.15.0-112", NOON))
                .contains(new Rollout("prod", "5.15.0-91", "5.15.0-112"));
        assertThat(rollouts.saw("prod/n2#agent", "prod", "5.15.0-112", NOON)).isEmpty();
    }

    @Test
    void aRolloutThatPausedForADayBeginsAgain() {
        rollouts.saw("prod/n1#agent", "prod", "a", NOON);
        rollouts.saw("prod/n2#agent", "prod", "a", NOON);
        rollouts.saw("prod/n1#agent", "prod", "b", NOON);
        assertThat(rollouts.saw("prod/n2#agent", "prod", "b", NOON.plusSeconds(86_401)))
                .isPresent();
    }

    @Test
    void sourcesThatDisagreeAreNoRollout() {
        rollouts.saw("prod/n1#agent", "prod", "a", NOON);
        assertThat(rollouts.saw("prod/n1#cluster", "prod", "b", NOON)).isEmpty();
        assertThat(rollouts.saw("prod/n1#agent", "prod", "a", NOON)).isEmpty();
    }
}
