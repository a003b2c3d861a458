package dev.inquest.sinks.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays a sink's life in memory: findings that flap, a receiver that fails, answers that get lost,
/// kills between any two steps. Whatever the seed, the receiver ends with one alert for each time a
/// finding opened, in order.
class FlapsAndKillsTest {

    private static final Pace PACE =
            new Pace(
                    60_000,
                    1_000,
                    4,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofDays(1));
    private static final int FINDINGS = 40;

    private final Map<String, Integer> openings = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final Map<String, Boolean> open = new HashMap<>();
    private final Map<String, Boolean> alert = new HashMap<>();
    private final Map<String, Integer> alerts = new HashMap<>();
    private final Map<String, Integer> heard = new HashMap<>();
    private final Topic topic = new Topic();
    private Instant now = Instant.EPOCH;
    private Progress.Done committed = Progress.committed(0, "");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void oneAlertForEachOpening(long seed) {
        var random = new Random(seed);
        for (var life = 0; life < 60; life++) {
            live(random, life == 59);
        }

        assertThat(alerts).isEqualTo(openings);
        assertThat(alert).isEqualTo(open);
    }

    private void live(Random random, boolean last) {
        var start = Start.again(committed, topic.records().size());
        var backlog = new Backlog(Interest.everyRevision(), PACE, start, random);
        var underWay = new ArrayList<Batch>();
        var read = 0;
        var rounds = random.nextInt(1, 80);
        for (var round = 0; last || round < rounds; round++) {
            if (!last) {
                happen(random);
            }
            for (var n = random.nextInt(60); n > 0 && read < topic.records().size(); n--) {
                backlog.add(topic.records().get(read++));
            }
            while (underWay.size() < PACE.atOnce()) {
                var batch = backlog.next(random.nextInt(1, 3), now);
                if (batch.isEmpty()) {
                    break;
                }
                batch.get().notices().forEach(notice -> hear(notice, random));
                underWay.add(batch.get());
            }
            answerSome(backlog, underWay, random);
            if (backlog.isOpened() && random.nextInt(4) > 0) {
                var progress = backlog.progress();
                committed = Progress.committed(progress.offset(), progress.metadata());
                backlog.committed();
            }
            now = now.plusMillis(random.nextInt(500));
            if (last && backlog.isIdle() && read == topic.records().size()) {
                return;
            }
        }
    }

    private void happen(Random random) {
        for (var n = random.nextInt(4); n > 0; n--) {
            var id = "f" + random.nextInt(FINDINGS);
            var revision = revisions.merge(id, 1, Integer::sum);
            if (open.getOrDefault(id, false) && random.nextInt(2) == 0) {
                open.put(id, false);
                topic.resolve(id, revision);
            } else {
                if (!open.getOrDefault(id, false)) {
                    openings.merge(id, 1, Integer::sum);
                }
                open.put(id, true);
                topic.open(id, revision);
            }
        }
    }

    /// A receiver that knows a finding by its id, as pagers do. Some requests never reach it.
    private void hear(Notice notice, Random random) {
        if (random.nextInt(4) == 0) {
            return;
        }
        var id = notice.finding().getId();
        var revision = notice.finding().getRevision();
        assertThat(revision)
                .as("order of %s", id)
                .isGreaterThanOrEqualTo(heard.getOrDefault(id, 0));
        heard.put(id, revision);
        var before = alert.put(id, notice.change().isOpen());
        if (notice.change().isOpen() && !Boolean.TRUE.equals(before)) {
            alerts.merge(id, 1, Integer::sum);
        }
        assertThat(notice.change() == Change.RESOLVED && before == null).isFalse();
    }

    /// Of a batch that was lost the answer is "later"; that of one that was heard may be lost, too.
    private void answerSome(Backlog backlog, List<Batch> underWay, Random random) {
        while (!underWay.isEmpty() && random.nextInt(3) > 0) {
            var batch = underWay.remove(random.nextInt(underWay.size()));
            var answers = new ArrayList<Answer>();
            for (var notice : batch.notices()) {
                var arrived =
                        heard.getOrDefault(notice.finding().getId(), 0)
                                == notice.finding().getRevision();
                answers.add(
                        arrived && random.nextInt(5) > 0
                                ? Answer.accepted()
                                : Answer.later("no answer"));
            }
            assertThat(backlog.answered(batch, answers, now)).isEmpty();
        }
    }
}
