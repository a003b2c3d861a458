package dev.inquest.detection.fleet;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Silence.Kind;
import dev.inquest.detection.fleet.Silence.Subject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrdersOfPeopleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final NodeId N2 = new NodeId("prod", "n2");
    private static final String[] PANIC = {
        "[  10.0] Kernel panic - not syncing: sysrq triggered crash",
        "[  10.1] ---[ end Kernel panic - not syncing: sysrq triggered crash ]---"
    };

    private final Tale tale = new Tale();

    @Test
    void whoHasTakenAFindingOnIsToldAsARevision() {
        hang();
        var before = cohort();

        acknowledge(before.key().id());

        assertThat(cohort().attention().acknowledged())
                .get()
                .extracting(Order.Acknowledged::by)
                .isEqualTo("ann");
        assertThat(cohort().course().revision()).isEqualTo(before.course().revision() + 1);
        assertThat(cohort().pagingNow().pages()).isTrue();
    }

    @Test
    void toTakeItOnTwiceIsNoNewsAndItCanBeTakenBack() {
        hang();
        acknowledge(cohort().key().id());
        var once = cohort().course().revision();

        acknowledge(cohort().key().id());
        assertThat(cohort().course().revision()).isEqualTo(once);
        tale.obey(new Order.Unacknowledge(cohort().key().id()));

        assertThat(cohort().attention().acknowledged()).isEmpty();
    }

    @Test
    void whoHasTakenItOnHasNotTakenOnItsReturn() {
        hang();
        acknowledge(cohort().key().id());
        tale.console(N1, "[    0.000000] Linux version 6.1.0-56-amd64 (x@y) #1 SMP");
        tale.pass(Duration.ofMinutes(6));
        assertThat(cohort().course().status()).isEqualTo(Status.RESOLVED);
        assertThat(cohort().attention().acknowledged()).isPresent();

        tale.console(N1, PANIC);

        assertThat(cohort().course().status()).isEqualTo(Status.OPEN);
        assertThat(cohort().attention().acknowledged()).isEmpty();
    }

    @Test
    void aSilencedFindingPagesNobodyUntilTheTimeHasCome() {
        hang();
        silence(Kind.FINDING, cohort().key().id(), Duration.ofMinutes(10));
        assertThat(cohort().pagingNow().pages()).isFalse();
        assertThat(cohort().pagingNow().reason()).startsWith("silenced by ann until ");
        tale.pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(cohort().pagingNow().pages()).isFalse();

        tale.pass(Duration.ofSeconds(1));

        assertThat(cohort().pagingNow().pages()).isTrue();
        assertThat(cohort().attention().silenced()).isEmpty();
    }

    @Test
    void aSilencedPatternIsSilentBeforeItIsFound() {
        silence(Kind.PATTERN, HungCohort.ID, Duration.ofHours(1));
        hang();

        assertThat(cohort().pagingNow().pages()).isFalse();
        tale.obey(new Order.Lift(new Subject(Kind.PATTERN, HungCohort.ID)));
        assertThat(cohort().pagingNow().pages()).isTrue();
    }

    @Test
    void aSilencedNodeSilencesWhatIsAboutNobodyElse() {
        silence(Kind.NODE, "prod/n1", Duration.ofHours(1));
        hang();
        assertThat(cohort().pagingNow().pages()).isFalse();

        tale.live(N2, "b1", MINUTE).console(N2, PANIC).pass(MINUTE);

        assertThat(cohort().pagingNow().pages()).isTrue();
    }

    @Test
    void aRestartForgetsNothingThatPeopleSaid() {
        hang();
        acknowledge(cohort().key().id());
        silence(Kind.FINDING, cohort().key().id(), Duration.ofMinutes(10));

        tale.restartFleet().pass(MINUTE);

        assertThat(cohort().attention().acknowledged()).isPresent();
        assertThat(cohort().pagingNow().pages()).isFalse();
        tale.pass(Duration.ofMinutes(10));
        assertThat(cohort().pagingNow().pages()).isTrue();
    }

    @Test
    void whatNobodyFoundCannotBeTakenOn() {
        assertThatThrownBy(() -> acknowledge("hung-cohort-0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no finding hung-cohort-0");
    }

    @Test
    void silencesAreBounded() {
        for (var i = 0; i < Silences.MAX; i++) {
            silence(Kind.NODE, "prod/x" + i, Duration.ofHours(1));
        }
        silence(Kind.NODE, "prod/x0", Duration.ofHours(2));

        assertThatThrownBy(() -> silence(Kind.NODE, "prod/one-more", Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1,000");
        tale.pass(Duration.ofHours(1));
        silence(Kind.NODE, "prod/one-more", Duration.ofHours(1));
        assertThat(tale.findings()).isEmpty();
    }

    private void hang() {
        tale.live("b1", MINUTE).console(N1, PANIC).pass(Duration.ofSeconds(20));
        assertThat(cohort().paging().pages()).isTrue();
    }

    private Finding cohort() {
        return tale.finding(HungCohort.ID);
    }

    private void acknowledge(String id) {
        var by = new Order.Acknowledged("ann", "", Tale.START);
        tale.obey(new Order.Acknowledge(id, by));
    }

    private void silence(Kind kind, String name, Duration lasting) {
        var until = tale.now().plus(lasting);
        tale.obey(new Order.Keep(new Silence(new Subject(kind, name), "ann", "", until)));
    }
}
