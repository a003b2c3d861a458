package dev.inquest.standalone.web;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Evidence;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.Remedy;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What somebody who can write to Kafka, or only to a console, would like a browser to run.
final class HostileRecords {

    static final String SCRIPT = "<script>window.pwned=1</script>";
    static final String IMAGE = "<img src=x onerror=\"window.pwned=1\">";
    static final String NODE = "demo/" + IMAGE;
    static final String ID = "hostile-finding-000000000000000000000001";
    static final String LINK = "javascript:window.pwned=1";

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private final KafkaProducer<String, byte[]> producer;
    private final CachedSchemaRegistryClient registry;

    private HostileRecords(
            KafkaProducer<String, byte[]> producer, CachedSchemaRegistryClient registry) {
        this.producer = producer;
        this.registry = registry;
    }

    static void write(String kafka, String registry) throws Exception {
        var client = new CachedSchemaRegistryClient(registry, 10);
        var topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);
        try (var producer =
                new KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            var records = new HostileRecords(producer, client);
            records.send(topics.status(), NODE, node());
            records.send(topics.findings(), ID, finding());
        }
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value)
            throws ExecutionException, InterruptedException {
        try (var format = new WireSerializer<V>(registry)) {
            var bytes = format.serialize(topic.name(), value);
            producer.send(new ProducerRecord<>(topic.name(), 0, AT.toEpochMilli(), key, bytes))
                    .get();
        }
    }

    private static NodeStatus node() {
        return NodeStatus.newBuilder()
                .setCluster("demo")
                .setNode(IMAGE)
                .setState(NodeStateName.SILENT)
                .setSince(AT)
                .setCauses(List.of(SCRIPT))
                .setAttributes(Map.of("zone", SCRIPT, "kernel_release", IMAGE))
                .build();
    }

    private static Finding finding() {
        return Finding.newBuilder()
                .setId(ID)
                .setPattern("hung-node")
                .setCluster("demo")
                .setSeverity(Severity.WARNING)
                .setStatus(FindingStatus.OPEN)
                .setRevision(1)
                .setTitle("hostile " + SCRIPT)
                .setNarrative(IMAGE)
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(1)
                                .setNodes(List.of(NODE))
                                .setZones(Map.of(SCRIPT, 1))
                                .build())
                .setEvidence(
                        List.of(
                                Evidence.newBuilder()
                                        .setWhat("console")
                                        .setAt(AT)
                                        .setExcerpt(List.of(SCRIPT, IMAGE, "\u001b[31m\u0000 red"))
                                        .build()))
                .setRemedies(
                        List.of(
                                Remedy.newBuilder()
                                        .setText(SCRIPT)
                                        .setCommands(List.of(IMAGE))
                                        .setReference(LINK)
                                        .build()))
                .setFirstSeen(AT)
                .setLastSeen(AT)
                .build();
    }
}
