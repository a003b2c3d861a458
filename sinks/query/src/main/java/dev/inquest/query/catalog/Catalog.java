package dev.inquest.query.catalog;

import dev.inquest.query.catalog.Relation.Kind;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.tables.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Every table and stream there is. Nobody can add to it: what is in Kafka is what it shows.
public final class Catalog {

    private static final String KEY = "ROWKEY";

    /// Attributes of nodes that are columns of their own; all others are in ATTRIBUTES.
    private static final List<String> ATTRIBUTES =
            List.of(
                    "kernel_release",
                    "distro",
                    "distro_version",
                    "os_image",
                    "arch",
                    "region",
                    "zone",
                    "rack",
                    "instance_type",
                    "node_pool",
                    "capacity_type",
                    "image_id",
                    "provider_id",
                    "kubelet_version",
                    "container_runtime",
                    "container_runtime_version",
                    "cni",
                    "cni_version",
                    "cpu_model",
                    "microcode",
                    "machine",
                    "machine_vendor",
                    "firmware",
                    "crashkernel",
                    "kexec_crash_loaded",
                    "panic_timeout",
                    "taints",
                    "livepatch");

    private final List<Relation> relations;

    private Catalog(List<Relation> relations) {
        this.relations = relations;
    }

    public static Catalog of(Topics topics) {
        return new Catalog(
                List.of(
                        nodes(topics),
                        findings(topics),
                        facts(topics),
                        links(topics),
                        stream("HEARTBEATS", topics.heartbeats()),
                        stream("KERNEL", topics.kernel()),
                        stream("PODS", topics.pods()),
                        stream("OBSERVERS", topics.observers()),
                        transitions(topics),
                        operators(topics)));
    }

    private static Relation nodes(Topics topics) {
        var columns =
                new Columns()
                        .key(KEY)
                        .fields(SpecificData.get().getSchema(NodeStatus.class))
                        .attributes(
                                ATTRIBUTES, attributes(NodeStatus.class, NodeStatus::getAttributes))
                        .withPseudoColumns();
        return table("NODES", topics.status(), columns);
    }

    private static Relation findings(Topics topics) {
        var columns =
                new Columns()
                        .key("ID")
                        .fields(SpecificData.get().getSchema(Finding.class))
                        .withPseudoColumns();
        return table("FINDINGS", topics.findings(), columns);
    }

    private static Relation facts(Topics topics) {
        var columns =
                new Columns()
                        .key(KEY)
                        .nodeOfKey()
                        .sourceOfKey()
                        .fields(SpecificData.get().getSchema(NodeFacts.class))
                        .attributes(
                                ATTRIBUTES, attributes(NodeFacts.class, NodeFacts::getAttributes))
                        .withPseudoColumns();
        return table("FACTS", topics.facts(), columns);
    }

    private static Relation links(Topics topics) {
        var columns =
                new Columns()
                        .key(KEY)
                        .nodeOfKey()
                        .fields(SpecificData.get().getSchema(NodeLinks.class))
                        .withPseudoColumns();
        return table("LINKS", topics.links(), columns);
    }

    private static Relation stream(String name, Topic<?> topic) {
        var columns =
                new Columns()
                        .key(KEY)
                        .nodeOfKey()
                        .fields(SpecificData.get().getSchema(topic.type()))
                        .withPseudoColumnsOfStream();
        return new Relation(name, Kind.STREAM, topic, columns, _ -> true);
    }

    /// Changes of nodes only; the clocks that share their topic say nothing about any node.
    private static Relation transitions(Topics topics) {
        var columns =
                new Columns()
                        .key(KEY)
                        .nodeOfKey()
                        .fields(SpecificData.get().getSchema(NodeChange.class), Catalog::change)
                        .withPseudoColumnsOfStream();
        return new Relation(
                "TRANSITIONS",
                Kind.STREAM,
                topics.transitions(),
                columns,
                row -> change(row) != null);
    }

    private static @Nullable Object change(Row<?> row) {
        var transition = Columns.value(row, Transition.class);
        return transition != null && transition.getChange() instanceof NodeChange change
                ? change
                : null;
    }

    private static Relation operators(Topics topics) {
        var columns =
                new Columns()
                        .key(KEY)
                        .fields(SpecificData.get().getSchema(topics.operators().type()))
                        .withPseudoColumnsOfStream();
        return new Relation("OPERATORS", Kind.STREAM, topics.operators(), columns, _ -> true);
    }

    private static Relation table(String name, Topic<?> topic, List<Column> columns) {
        return new Relation(name, Kind.TABLE, topic, columns, _ -> true);
    }

    private static <V extends SpecificRecord> Function<Row<?>, Map<String, String>> attributes(
            Class<V> type, Function<V, Map<String, String>> map) {
        return row -> {
            var value = Columns.value(row, type);
            return value == null ? Map.of() : map.apply(value);
        };
    }

    public List<Relation> relations() {
        return relations;
    }

    /// The relation of a name, whatever its case.
    public Optional<Relation> find(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return relations.stream().filter(one -> one.name().equals(upper)).findFirst();
    }

    /// The relation of a topic, which may be named with or without its prefix.
    public Optional<Relation> ofTopic(String name) {
        return relations.stream()
                .filter(one ->
                        one.topic().name().equalsIgnoreCase(name)
                                || one.topic().shortName().equalsIgnoreCase(name)
                                || one.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
