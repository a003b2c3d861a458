package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static dev.inquest.detection.node.StateName.REBOOTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DuplicateIdentityTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();

    @Test
    void twoBootsThatBeatSideBySideAreTwoMachines() {
        tale.live("b1", MINUTE);
        bothFor(Duration.ofMinutes(4));

        var finding = tale.finding(DuplicateIdentity.ID);
        assertThat(finding.telling().severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.telling().narrative()).contains("boot b1", "boot b2");
        assertThat(finding.paging().pages()).isFalse();
        assertThat(tale.findings()).containsOnlyKeys(DuplicateIdentity.ID);
    }

    @Test
    void aRebootIsOneMachine() {
        tale.live("b1", MINUTE).live("b2", Duration.ofMinutes(10));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aFewHeartbeatsOfTheOldBootThatComeLateAreOneMachine() {
        tale.live("b1", MINUTE).live("b2", MINUTE).beat("b1").beat("b1").beat("b1").beat("b1");
        tale.live("b2", Duration.ofMinutes(10));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void theOneThatRemainsIsTheNodeAndHangsNobody() {
        tale.live("b1", MINUTE);
        bothFor(Duration.ofMinutes(4));

        tale.live("b1", Duration.ofMinutes(40));

        assertThat(tale.told()).doesNotContainSequence(REBOOTED, REBOOTED, REBOOTED);
        assertThat(tale.findings()).containsOnlyKeys(DuplicateIdentity.ID);
        assertThat(tale.finding(DuplicateIdentity.ID).course().status()).isEqualTo(Status.RESOLVED);
        assertThat(tale.node(N1).presence().bootId()).contains("b1");
    }

    @Test
    void aSystemUuidThatComesBackIsTwoMachines() {
        tale.live("b1", MINUTE);
        for (var uuid : new String[] {"m1", "m2", "m1"}) {
            tale.machine(N1, uuid).live("b1", MINUTE);
        }

        assertThat(tale.finding(DuplicateIdentity.ID).telling().narrative())
                .contains("system uuid m1, then m2, then m1 again");
    }

    @Test
    void aMachineThatIsReplacedIsOneMachine() {
        tale.live("b1", MINUTE).machine(N1, "m1").live("b1", MINUTE);
        tale.machine(N1, "m2").live("b2", Duration.ofMinutes(10));

        assertThat(tale.findings()).isEmpty();
    }

    private void bothFor(Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            tale.beat(N1, "b2", Goodbye.NONE).pass(Duration.ofSeconds(4));
            tale.beat(N1, "b1", Goodbye.NONE).pass(Duration.ofSeconds(6));
        }
    }
}
