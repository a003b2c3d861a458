package dev.inquest.standalone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.Sink;
import dev.inquest.sinks.delivery.SinkHealth;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.delivery.SinkSettings;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault that nobody foresaw.
class FaultySinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    private final Queue<SinkHealth> seen = new ConcurrentLinkedQueue<>();

    @Test
    void itIsShownAndTheSinkBeginsAgain() throws Exception {
        try (var bed = new SinkTestBed(directory, "faulty.");
                var sink = start(bed)) {
            await().atMost(PATIENCE).until(() -> seen.stream().anyMatch(SinkHealth::failing));
            assertThat(seen)
                    .filteredOn(SinkHealth::failing)
                    .allSatisfy(health -> {
                        assertThat(health.isBehind()).isTrue();
                        assertThat(health.why())
                                .startsWith("failing, begins again")
                                .contains("odd");
                    });

            await().atMost(PATIENCE).until(sink::isActive);
            await().atMost(PATIENCE).until(() -> seen.stream().anyMatch(FaultySinkTest::isWell));
        }
    }

    private static boolean isWell(SinkHealth health) {
        return health.active() && !health.failing() && !health.isBehind();
    }

    private Sink start(SinkTestBed bed) {
        return Sink.start(
                new SinkSettings("faulty", true, Pace.DEFAULT, Duration.ofMinutes(1)),
                new OddAtFirst(),
                new Findings(
                        Map.of("bootstrap.servers", bed.servers()), bed.registry(), bed.topics()),
                InstantSource.system(),
                new SinkObserver() {
                    @Override
                    public void health(SinkHealth health) {
                        seen.add(health);
                    }
                });
    }

    private static final class OddAtFirst implements Receiver {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Interest interest() {
            if (asked.incrementAndGet() <= 2) {
                throw new IllegalStateException("odd");
            }
            return Interest.everyRevision();
        }

        @Override
        public List<Answer> tell(List<Notice> notices) {
            return List.of(Answer.accepted());
        }

        @Override
        public boolean wakes() {
            return false;
        }
    }
}
