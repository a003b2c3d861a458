package dev.inquest.sinks.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Remedy;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.schemas.wire.Tier;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.telemetry.Identity;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.Otlp;
import dev.inquest.telemetry.otlp.receiver.Reply;
import dev.inquest.telemetry.otlp.receiver.StrictReceiver;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What arrives at a receiver that decodes real protobuf, on both transports.
class FindingsAsLogsTest {

    private static final Instant FIRST = Instant.parse("2024-06-17T02:00:00.123Z");
    private static final Instant LAST = Instant.parse("2024-06-17T02:05:00.456Z");
    private static final Instant NOW = Instant.parse("2024-06-17T02:06:00Z");
    private static final String TRACEPARENT =
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void everyAttributeOfACohortArrives(Endpoint.Protocol protocol) throws Exception {
        try (var there = StrictReceiver.start(protocol);
                var sink = sink(there)) {
            var notice = notice(Change.UPDATED, cohort(), Map.of("traceparent", TRACEPARENT));

            assertThat(sink.tell(List.of(notice))).containsExactly(Answer.accepted());

            var record = there.told().logRecords().getFirst();
            assertThat(record.getEventName()).isEqualTo("inquest.finding.updated");
            assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_FATAL);
            assertThat(record.getSeverityText()).isEqualTo("CRITICAL");
            assertThat(record.getBody().getStringValue()).isEqualTo("5 nodes hung");
            assertThat(record.getTimeUnixNano()).isEqualTo(LAST.toEpochMilli() * 1_000_000);
            assertThat(record.getObservedTimeUnixNano()).isEqualTo(NOW.toEpochMilli() * 1_000_000);
            assertThat(HexFormat.of().formatHex(record.getTraceId().toByteArray()))
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(HexFormat.of().formatHex(record.getSpanId().toByteArray()))
                    .isEqualTo("b7ad6b7169203331");
            assertThat(record.getFlags()).isEqualTo(1);
            assertThat(attributes(record))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.ofEntries(
                                    Map.entry("inquest.finding.id", "hung-cohort-1"),
                                    Map.entry("inquest.finding.idempotency_key", "hung-cohort-1/4"),
                                    Map.entry("inquest.finding.pattern", "hung-cohort"),
                                    Map.entry("inquest.finding.status", "OPEN"),
                                    Map.entry("inquest.finding.severity", "CRITICAL"),
                                    Map.entry("inquest.finding.revision", 4L),
                                    Map.entry("inquest.finding.narrative", "They hung."),
                                    Map.entry("inquest.finding.pages", true),
                                    Map.entry("inquest.finding.paging_reason", "a second witness"),
                                    Map.entry("inquest.finding.first_seen", FIRST.toString()),
                                    Map.entry("inquest.finding.last_seen", LAST.toString()),
                                    Map.entry("k8s.cluster.name", "prod"),
                                    Map.entry("inquest.finding.node_count", 5L),
                                    Map.entry("inquest.finding.nodes", List.of("n1", "n2")),
                                    Map.entry("inquest.finding.zones", List.of("z1", "z2")),
                                    Map.entry("inquest.finding.shared", "kernel 5.15.0-91-generic"),
                                    Map.entry(
                                            "inquest.finding.factors",
                                            List.of(
                                                    "CONFIRMED kernel_release=5.15.0-91-generic: 5"
                                                            + " of 5 failing, 10 of 100 healthy")),
                                    Map.entry("inquest.kernel.release", "5.15.0-91-generic"),
                                    Map.entry(
                                            "inquest.finding.remedies",
                                            List.of("Boot 5.15.0-112-generic."))));
            var resource = there.told().logs().getFirst().getResourceLogs(0).getResource();
            assertThat(resource.getAttributesList())
                    .extracting(KeyValue::getKey)
                    .contains("service.name", "service.version", "service.instance.id");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void oneNodeAndItsWorkloadHaveTheNamesOfTheConventions(Endpoint.Protocol protocol)
            throws Exception {
        try (var there = StrictReceiver.start(protocol);
                var sink = sink(there)) {
            var child = crashLoop();
            sink.tell(List.of(notice(Change.OPENED, child, Map.of())));
            sink.tell(List.of(notice(Change.RESOLVED, child, Map.of("traceparent", "broken"))));

            var opened = there.told().logRecords().getFirst();
            assertThat(opened.getEventName()).isEqualTo("inquest.finding.opened");
            assertThat(opened.getTimeUnixNano()).isEqualTo(LAST.toEpochMilli() * 1_000_000);
            assertThat(attributes(opened))
                    .containsEntry("k8s.node.name", "n7")
                    .containsEntry("cloud.availability_zone", "z1")
                    .containsEntry("k8s.daemonset.name", "cilium")
                    .containsEntry("inquest.finding.workload", "daemonset/cilium")
                    .containsEntry("inquest.finding.parent", "hung-cohort-1")
                    .doesNotContainKey("inquest.finding.nodes")
                    .doesNotContainKey("inquest.kernel.release");
            var resolved = there.told().logRecords().getLast();
            assertThat(resolved.getEventName()).isEqualTo("inquest.finding.resolved");
            assertThat(resolved.getTraceId().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void waitsRefusalsAndRejectionsBecomeAnswers(Endpoint.Protocol protocol) throws Exception {
        var wait = Optional.of(Duration.ofSeconds(9));
        try (var there = StrictReceiver.start(protocol);
                var sink = sink(there)) {
            there.replies()
                    .then(new Reply.TooMany(wait))
                    .then(new Reply.Away(wait))
                    .then(new Reply.Wrong("bad, said of-a-test"))
                    .then(new Reply.Partly(1, "too old"));
            var notice = notice(Change.OPENED, crashLoop(), Map.of());

            for (var time = 0; time < 2; time++) {
                assertThat(sink.tell(List.of(notice)).getFirst())
                        .isInstanceOfSatisfying(
                                Answer.Later.class,
                                later -> assertThat(later.after()).isEqualTo(wait));
            }
            assertThat(sink.tell(List.of(notice)).getFirst())
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains("bad, said")
                                            .doesNotContain("of-a-test"));
            assertThat(sink.tell(List.of(notice)).getFirst())
                    .isEqualTo(Answer.refused("rejected: too old"));
            assertThat(sink.tell(List.of(notice))).containsExactly(Answer.accepted());
        }
    }

    private static OtlpReceiver sink(StrictReceiver there) {
        return new OtlpReceiver(
                Otlp.to(there.endpoint()),
                new Identity("inquest", "0.1.0", "h1", "h1-1"),
                _ -> true,
                () -> NOW);
    }

    private static Notice notice(Change change, Finding finding, Map<String, String> headers) {
        return new Notice(change, finding, headers);
    }

    private static Map<String, Object> attributes(LogRecord record) {
        var attributes = new TreeMap<String, Object>();
        record.getAttributesList()
                .forEach(attribute ->
                        attributes.put(attribute.getKey(), plain(attribute.getValue())));
        return attributes;
    }

    private static Object plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case ARRAY_VALUE ->
                    value.getArrayValue().getValuesList().stream()
                            .map(AnyValue::getStringValue)
                            .toList();
            default -> throw new AssertionError("a kind that is not expected: " + value);
        };
    }

    private static Finding cohort() {
        var factor =
                Factor.newBuilder()
                        .setItems(List.of("kernel_release=5.15.0-91-generic"))
                        .setFailingWith(5)
                        .setFailingWithout(0)
                        .setHealthyWith(10)
                        .setHealthyWithout(90)
                        .setTier(Tier.CONFIRMED)
                        .build();
        return finding("hung-cohort-1", "hung-cohort", Severity.CRITICAL)
                .setRevision(4)
                .setTitle("5 nodes hung")
                .setNarrative("They hung.")
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(5)
                                .setNodes(List.of("prod/n1", "prod/n2"))
                                .setZones(Map.of("z1", 3, "z2", 2))
                                .build())
                .setCommonality(
                        Commonality.newBuilder()
                                .setStatement("kernel 5.15.0-91-generic")
                                .setFactors(List.of(factor))
                                .build())
                .setRemedies(
                        List.of(Remedy.newBuilder().setText("Boot 5.15.0-112-generic.").build()))
                .setPages(true)
                .setPagingReason("a second witness")
                .build();
    }

    private static Finding crashLoop() {
        return finding("phantom-1", "phantom-interface-crashloop", Severity.ERROR)
                .setRevision(1)
                .setTitle("cilium crash-loops")
                .setParent("hung-cohort-1")
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(1)
                                .setNodes(List.of("prod/n7"))
                                .setZones(Map.of("z1", 1))
                                .setWorkload("daemonset/cilium")
                                .build())
                .build();
    }

    private static Finding.Builder finding(String id, String pattern, Severity severity) {
        return Finding.newBuilder()
                .setId(id)
                .setPattern(pattern)
                .setCluster("prod")
                .setSeverity(severity)
                .setStatus(FindingStatus.OPEN)
                .setFirstSeen(FIRST)
                .setLastSeen(LAST);
    }
}
