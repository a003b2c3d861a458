package dev.inquest.standalone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.standin.AlertBook.Alert;
import dev.inquest.sinks.standin.StrictPagerDuty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sink that pages is put back into shadow for a while, and then pages again.
class ShadowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path directory;

    private final Queue<String> wouldPage = new ConcurrentLinkedQueue<>();

    @Test
    void whatEndsMeanwhileIsResolvedAndWhatCameAndWentWakesNobody() throws Exception {
        try (var bed = new SinkTestBed(directory, "shadow.");
                var pagerDuty = StrictPagerDuty.start(10_000, Duration.ofSeconds(1));
                var producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", (Object) bed.servers()),
                                new StringSerializer(),
                                new WireSerializer<Finding>(bed.registry()))) {
            try (var _ = pager(bed, pagerDuty, true)) {
                publish(bed, producer, "before", 1, FindingStatus.OPEN);
                await().atMost(PATIENCE).until(() -> pagerDuty.alerts().size() == 1);
                await().atMost(PATIENCE).until(() -> isCommitted(bed, "pager"));
            }
            try (var _ = pager(bed, pagerDuty, false)) {
                await().atMost(PATIENCE).until(() -> isCommitted(bed, "pager.shadow"));
                publish(bed, producer, "before", 2, FindingStatus.RESOLVED);
                publish(bed, producer, "came and went", 1, FindingStatus.OPEN);
                publish(bed, producer, "came and went", 2, FindingStatus.RESOLVED);
                publish(bed, producer, "came", 1, FindingStatus.OPEN);
                await().atMost(PATIENCE).until(() -> isCommitted(bed, "pager.shadow"));
                assertThat(wouldPage).contains("came and went", "came");
                assertThat(pagerDuty.events()).hasSize(1);
            }
            try (var _ = pager(bed, pagerDuty, true)) {
                await().atMost(PATIENCE).until(() -> isCommitted(bed, "pager"));
            }
            assertThat(pagerDuty.alerts().values())
                    .extracting(Alert::open, Alert::opened)
                    .containsExactlyInAnyOrder(tuple(false, 1), tuple(true, 1), tuple(false, 0));
            assertThat(pagerDuty.events()).hasSize(4);

            try (var _ = pager(bed, pagerDuty, true)) {
                publish(bed, producer, "paged", 1, FindingStatus.OPEN);
                publish(bed, producer, "paged", 2, FindingStatus.RESOLVED);
                await().atMost(PATIENCE).until(() -> isCommitted(bed, "pager"));
            }
            wouldPage.clear();
            try (var _ = pager(bed, pagerDuty, false)) {
                await().atMost(PATIENCE).until(() -> isCommitted(bed, "pager.shadow"));
            }
            assertThat(wouldPage).as("what came and went while it paged").isEmpty();
        }
    }

    private RunningSinks pager(SinkTestBed bed, StrictPagerDuty pagerDuty, boolean page)
            throws Exception {
        var key = Files.writeString(directory.resolve("key"), SinkTestBed.KEY);
        var settings =
                "sinks: [{kind: pagerduty, name: pager, page: %s, url: '%s', routing-key-file: '%s'}]"
                        .formatted(page, pagerDuty.url(), key);
        return RunningSinks.start(
                new SinksFile(SinkKinds.all(), false).parse("sinks.yaml", settings),
                new Findings(
                        Map.of("bootstrap.servers", bed.servers()), bed.registry(), bed.topics()),
                InstantSource.system(),
                new SinkObserver() {
                    @Override
                    public void wouldPage(String sink, Notice notice) {
                        wouldPage.add(notice.finding().getId());
                    }
                });
    }

    private static boolean isCommitted(SinkTestBed bed, String sink) {
        return bed.committed(sink).map(OffsetAndMetadata::offset).equals(Optional.of(bed.end()));
    }

    private static void publish(
            SinkTestBed bed,
            KafkaProducer<String, Finding> producer,
            String id,
            int revision,
            FindingStatus status)
            throws Exception {
        var finding =
                Finding.newBuilder()
                        .setId(id)
                        .setPattern("hung-cohort")
                        .setCluster("prod")
                        .setSeverity(Severity.CRITICAL)
                        .setStatus(status)
                        .setRevision(revision)
                        .setTitle("3 nodes hang")
                        .setScope(Scope.newBuilder().setNodeCount(3).build())
                        .setPages(true)
                        .setFirstSeen(Instant.EPOCH)
                        .setLastSeen(Instant.EPOCH)
                        .build();
        producer.send(new ProducerRecord<>(bed.topics().findings().name(), id, finding)).get();
    }
}
