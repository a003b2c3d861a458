package dev.inquest.standalone.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.standalone.demo.fleet.Kernel;
import dev.inquest.standalone.demo.story.Shift.Beat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ShiftTest {

    private static final Duration EARLIER = Duration.ofMillis(-1);

    private final Boot boot = new Boot(0, "b", Duration.ofDays(-1), Kernel.BAD);
    private final Shift open = Shift.open(seconds(3), boot, 5);

    @Test
    void heartbeatsComeEveryTenSeconds() {
        assertThat(open.beats(EARLIER, seconds(23)))
                .extracting(Beat::at)
                .containsExactly(seconds(3), seconds(13), seconds(23));
    }

    @Test
    void aSpanHoldsItsEndButNotItsStart() {
        assertThat(open.beats(seconds(3), seconds(13)))
                .containsExactly(new Beat(seconds(13), 6, Goodbye.NONE));
    }

    @Test
    void noHeartbeatComesAtTheEndOfAShiftOrLater() {
        var ended = open.endingAt(seconds(13), Goodbye.NONE);

        assertThat(ended.beats(EARLIER, seconds(60)))
                .extracting(Beat::at)
                .containsExactly(seconds(3));
        assertThat(ended.nextSequence()).isEqualTo(6);
    }

    @Test
    void aGoodbyeIsTheLastHeartbeat() {
        var ended = open.endingAt(seconds(20), Goodbye.HOST_REBOOT);

        assertThat(ended.beats(EARLIER, seconds(60)))
                .last()
                .isEqualTo(new Beat(seconds(20), 7, Goodbye.HOST_REBOOT));
        assertThat(ended.nextSequence()).isEqualTo(8);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
