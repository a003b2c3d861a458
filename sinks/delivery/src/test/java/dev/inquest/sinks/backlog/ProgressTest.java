package dev.inquest.sinks.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is committed, and what is read from it again.
class ProgressTest {

    @Test
    void nothingOutOfOrderNeedsNoMetadata() {
        var progress = Progress.from(7);
        progress.add(7);
        progress.readTo(20);
        assertThat(progress.offset()).isEqualTo(7);
        assertThat(progress.metadata()).isEmpty();
        progress.done(7);
        assertThat(progress.offset()).isEqualTo(20);
    }

    @Test
    void whatIsDoneOutOfOrderSurvives() {
        var random = new Random(5);
        var progress = Progress.from(1_000_000);
        var undone = new HashSet<Long>();
        for (var offset = 1_000_000L; offset < 1_003_000L; offset++) {
            progress.add(offset);
            undone.add(offset);
            progress.readTo(offset + 1);
        }
        for (var offset = 1_000_000L; offset < 1_002_000L; offset++) {
            if (random.nextInt(3) > 0) {
                progress.done(offset);
                undone.remove(offset);
            }
        }
        var committed = Progress.committed(progress.offset(), progress.metadata());

        for (var offset = 999_990L; offset < 1_003_010L; offset++) {
            var isDone = offset < 1_003_000L && !undone.contains(offset);
            assertThat(committed.has(offset)).as("offset %d", offset).isEqualTo(isDone);
        }
        assertThat(progress.metadata().length()).isLessThan(4_000);
    }

    @Test
    void oneThatIsTriedForHoursCostsAFewBytes() {
        var progress = Progress.from(0);
        progress.add(0);
        progress.add(9_999_999);
        progress.done(9_999_999);
        progress.readTo(10_000_000);
        assertThat(progress.metadata()).hasSizeLessThan(12);
        assertThat(Progress.committed(0, progress.metadata()).has(9_999_999)).isTrue();
    }

    @Test
    void tooMuchToSayStopsReadingLongBefore() {
        var progress = Progress.from(0);
        for (var offset = 0L; !progress.isCrowded(); offset += 2) {
            progress.add(offset);
            progress.add(offset + 1);
            progress.done(offset + 1);
            assertThat(progress.metadata()).hasSizeLessThan(4_000);
        }
        assertThat(progress.metadata()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1:", "1:!!!", "1:gICAgICAgICAgICAgA==", "2:AA=="})
    void metadataOfOthersSaysNothing(String metadata) {
        var committed = Progress.committed(5, metadata);
        assertThat(committed.has(4)).isTrue();
        assertThat(committed.has(5)).isFalse();
        assertThat(committed.has(6)).isFalse();
    }
}
