package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.host.HostTree;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.KafkaPublisher.Condition;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.collectors.publish.Throttle;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.telemetry.Metrics;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHealthTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Topics topics = new Topics("t.", TimeSource.STORY);
    private final Throttle publisher =
            new Throttle(new RecordingPublisher(), new Throttle.Rate(1, 1), () -> 0);
    private final Journal journal =
            new Journal(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    false);
    private Condition kafka = condition(Duration.ZERO, Duration.ZERO);
    private final AgentHealth health = new AgentHealth(() -> kafka);
    private final NodeAgent agent;

    AgentHealthTest(@TempDir Path root, @TempDir Path state) {
        new HostTree(root).with("proc/uptime", "12.50 9.00\n");
        this.agent =
                NodeAgent.start(
                        NodeAgentSettings.of(new NodeKey("c", "n"), root, state),
                        publisher,
                        topics,
                        InstantSource.system(),
                        CollectorObserver.NONE);
    }

    @AfterEach
    void close() {
        agent.close();
    }

    @Test
    void anAgentThatMakesNoHeartbeatForAMinuteShouldBeStartedAgain() {
        kafka = condition(MINUTE, Duration.ZERO);
        assertThat(health.unhealthy()).isEmpty();

        kafka = condition(MINUTE.plusMillis(1), Duration.ZERO);
        assertThat(health.unhealthy()).hasValue("no heartbeat was made for 60 s");
        assertThat(health.unready()).isEmpty();
    }

    @Test
    void anAgentThatKafkaDoesNotHearIsNotReadyAndNotToBeStartedAgain() {
        kafka = condition(Duration.ZERO, MINUTE.plusMillis(1));
        assertThat(health.unready()).hasValue("Kafka took no heartbeat for 60 s");
        assertThat(health.unhealthy()).isEmpty();
    }

    @Test
    void numbersSayWhatWaitsAndWhatIsLostOrHeldBack() {
        for (var i = 0; i < 3; i++) {
            var restart = PodRestart.newBuilder().setPod("p").build();
            var _ = publisher.publish(topics.pods(), "c/n", Instant.EPOCH, restart);
        }
        journal.seeing("kmsg");

        kafka = condition(Duration.ZERO, Duration.ofMillis(1_500));
        var metrics = new Metrics();
        AgentMetrics.register(metrics, agent, () -> kafka, publisher, journal);
        assertThat(metrics.exposition().lines())
                .contains(
                        "# TYPE inquest_agent_spooled_events gauge",
                        "inquest_agent_kafka_silence_seconds 1.5",
                        "inquest_agent_waiting_events 7",
                        "inquest_agent_spooled_events{topic=\"pods\"} 5",
                        "inquest_agent_spool_bytes 4096",
                        "inquest_agent_suppressed_events_total{kind=\"pods\"} 2",
                        "inquest_agent_kmsg_blind 1",
                        "inquest_agent_observations_total{message=\"source can be read again\"} 1");
    }

    private static Condition condition(Duration sinceBeat, Duration sinceAccepted) {
        return new Condition(7, Map.of("pods", 5L), 4096, sinceBeat, sinceAccepted);
    }
}
