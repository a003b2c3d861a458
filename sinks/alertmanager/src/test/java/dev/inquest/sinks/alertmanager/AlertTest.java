package dev.inquest.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.standin.SomeFinding;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertTest {

    private static final Instant NOW = SomeFinding.LAST_SEEN.plusSeconds(10);

    @Test
    void aFindingThatOpenedAgainBeganWhenItDidSo() {
        var again = SomeFinding.of("a").setRevision(3).build();

        assertThat(beginning(again)).isEqualTo(SomeFinding.LAST_SEEN.toString());
    }

    @Test
    void noAlertBeginsAfterItsEnd() {
        var ahead = SomeFinding.of("a").setLastSeen(NOW.plusSeconds(60)).build();

        assertThat(beginning(ahead)).isEqualTo(NOW.minusSeconds(1).toString());
    }

    private static String beginning(Finding finding) {
        return Alert.of(finding, Severity.ERROR, NOW, NOW, Optional.empty())
                .get("startsAt")
                .asText();
    }
}
