package dev.inquest.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.standin.SomeFinding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeveritiesToldTest {

    private final SeveritiesTold severities = new SeveritiesTold();

    @Test
    void onlyTheAlertThatWasToldIsEnded() {
        severities.accepted(notice("a", Change.OPENED, Severity.ERROR));
        assertThat(severities.endedBy(notice("a", Change.UPDATED, Severity.ERROR))).isEmpty();

        var worse = notice("a", Change.UPDATED, Severity.CRITICAL);
        assertThat(severities.endedBy(worse)).containsExactly(Severity.ERROR);
        assertThat(severities.endedBy(worse)).as("not taken yet").containsExactly(Severity.ERROR);
        severities.accepted(worse);
        assertThat(severities.endedBy(worse)).isEmpty();
    }

    @Test
    void afterARestartAllOthersAreEndedOnce() {
        var first = notice("a", Change.UPDATED, Severity.ERROR);
        assertThat(severities.endedBy(first))
                .containsExactly(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
        severities.accepted(first);
        assertThat(severities.endedBy(first)).isEmpty();
    }

    @Test
    void ofWhatMayOrMayNotHaveArrivedAllOthersAreEnded() {
        severities.accepted(notice("a", Change.OPENED, Severity.ERROR));
        severities.unanswered(notice("a", Change.UPDATED, Severity.WARNING));

        assertThat(severities.endedBy(notice("a", Change.UPDATED, Severity.CRITICAL)))
                .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    }

    @Test
    void anOpeningEndsOthersOnlyIfItWasTriedBefore() {
        var worse = notice("a", Change.OPENED, Severity.CRITICAL);
        assertThat(severities.endedBy(worse)).isEmpty();

        severities.unanswered(notice("a", Change.OPENED, Severity.ERROR));
        assertThat(severities.endedBy(worse))
                .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    }

    @Test
    void whatThereIsNoRoomForIsNotKnown() {
        for (var i = 0; i <= SeveritiesTold.MOST; i++) {
            severities.accepted(notice("n" + i, Change.OPENED, Severity.ERROR));
        }
        assertThat(severities.endedBy(notice("n0", Change.UPDATED, Severity.ERROR))).hasSize(3);
        assertThat(severities.endedBy(notice("n1", Change.UPDATED, Severity.ERROR))).isEmpty();
    }

    private static Notice notice(String id, Change change, Severity severity) {
        return new Notice(change, SomeFinding.of(id).setSeverity(severity).build(), Map.of());
    }
}
