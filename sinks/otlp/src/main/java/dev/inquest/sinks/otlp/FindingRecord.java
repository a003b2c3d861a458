package dev.inquest.sinks.otlp;

import com.google.protobuf.ByteString;
import dev.inquest.schemas.TraceContext;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Remedy;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.telemetry.Attributes;
import dev.inquest.telemetry.Nanos;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A notice as a log record: an event by its EventName, with attributes named by the semantic
/// conventions where they have a name, and `inquest.…` where they have none. Every list is bounded.
final class FindingRecord {

    private static final int NODES = 50;
    private static final int ZONES = 50;
    private static final int FACTORS = 10;
    private static final int REMEDIES = 5;
    private static final int TITLE = 1_024;

    private static final Map<String, String> WORKLOADS =
            Map.of(
                    "daemonset", "k8s.daemonset.name",
                    "deployment", "k8s.deployment.name",
                    "statefulset", "k8s.statefulset.name",
                    "job", "k8s.job.name",
                    "cronjob", "k8s.cronjob.name");

    private FindingRecord() {}

    /// @param now when it is sent: the observed time
    static LogRecord of(Notice notice, Instant now) {
        var finding = notice.finding();
        var record =
                LogRecord.newBuilder()
                        .setEventName(eventName(notice.change()))
                        .setTimeUnixNano(Nanos.of(finding.getLastSeen()))
                        .setObservedTimeUnixNano(Nanos.of(now))
                        .setSeverityNumber(severity(finding))
                        .setSeverityText(finding.getSeverity().name())
                        .setBody(AnyValue.newBuilder().setStringValue(title(finding)))
                        .addAllAttributes(attributes(notice).all());
        TraceContext.in(notice.headers()).ifPresent(trace -> belongTo(record, trace));
        return record.build();
    }

    private static String eventName(Change change) {
        return switch (change) {
            case OPENED -> "inquest.finding.opened";
            case UPDATED, REMINDED -> "inquest.finding.updated";
            case RESOLVED -> "inquest.finding.resolved";
        };
    }

    private static SeverityNumber severity(Finding finding) {
        return switch (finding.getSeverity()) {
            case INFO -> SeverityNumber.SEVERITY_NUMBER_INFO;
            case WARNING -> SeverityNumber.SEVERITY_NUMBER_WARN;
            case ERROR -> SeverityNumber.SEVERITY_NUMBER_ERROR;
            case CRITICAL -> SeverityNumber.SEVERITY_NUMBER_FATAL;
        };
    }

    private static String title(Finding finding) {
        var title = finding.getTitle();
        return title.length() <= TITLE ? title : title.substring(0, TITLE - 1) + "…";
    }

    private static void belongTo(LogRecord.Builder record, TraceContext trace) {
        var hex = HexFormat.of();
        record.setTraceId(ByteString.copyFrom(hex.parseHex(trace.trace())))
                .setSpanId(ByteString.copyFrom(hex.parseHex(trace.span())))
                .setFlags(trace.isSampled() ? 1 : 0);
    }

    private static Attributes attributes(Notice notice) {
        var finding = notice.finding();
        var attributes =
                new Attributes()
                        .put("inquest.finding.id", finding.getId())
                        .put("inquest.finding.idempotency_key", notice.idempotencyKey())
                        .put("inquest.finding.pattern", finding.getPattern())
                        .put("inquest.finding.status", finding.getStatus().name())
                        .put("inquest.finding.severity", finding.getSeverity().name())
                        .put("inquest.finding.revision", finding.getRevision())
                        .put("inquest.finding.narrative", finding.getNarrative())
                        .put("inquest.finding.parent", Optional.ofNullable(finding.getParent()))
                        .put("inquest.finding.pages", finding.getPages())
                        .put("inquest.finding.paging_reason", finding.getPagingReason())
                        .put("inquest.finding.first_seen", finding.getFirstSeen().toString())
                        .put("inquest.finding.last_seen", finding.getLastSeen().toString())
                        .put("k8s.cluster.name", finding.getCluster());
        scope(attributes, finding);
        shared(attributes, finding);
        return attributes.put(
                "inquest.finding.remedies",
                finding.getRemedies().stream().limit(REMEDIES).map(Remedy::getText).toList());
    }

    /// One node has the conventional name; several have a list of our own.
    private static void scope(Attributes attributes, Finding finding) {
        var scope = finding.getScope();
        attributes.put("inquest.finding.node_count", scope.getNodeCount());
        var nodes = scope.getNodes().stream().limit(NODES).map(FindingRecord::node).toList();
        if (scope.getNodeCount() == 1 && nodes.size() == 1) {
            attributes.put("k8s.node.name", nodes.getFirst());
        } else {
            attributes.put("inquest.finding.nodes", nodes);
        }
        var zones = scope.getZones().keySet().stream().sorted().limit(ZONES).toList();
        if (zones.size() == 1) {
            attributes.put("cloud.availability_zone", zones.getFirst());
        } else {
            attributes.put("inquest.finding.zones", zones);
        }
        Optional.ofNullable(scope.getWorkload())
                .ifPresent(workload -> workload(attributes, workload));
    }

    /// The name without its cluster, which has an attribute of its own.
    private static String node(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static void workload(Attributes attributes, String workload) {
        attributes.put("inquest.finding.workload", workload);
        var slash = workload.indexOf('/');
        if (slash > 0) {
            Optional.ofNullable(WORKLOADS.get(workload.substring(0, slash)))
                    .ifPresent(name -> attributes.put(name, workload.substring(slash + 1)));
        }
    }

    private static void shared(Attributes attributes, Finding finding) {
        var commonality = finding.getCommonality();
        if (commonality == null) {
            return;
        }
        attributes.put("inquest.finding.shared", commonality.getStatement());
        attributes.put(
                "inquest.finding.factors",
                commonality.getFactors().stream().limit(FACTORS).map(FindingRecord::text).toList());
        kernel(commonality.getFactors())
                .ifPresent(release -> attributes.put("inquest.kernel.release", release));
    }

    /// The kernel to blame, where the strongest factor names one.
    private static Optional<String> kernel(List<Factor> factors) {
        return factors.stream()
                .limit(1)
                .flatMap(factor -> factor.getItems().stream())
                .filter(item -> item.startsWith("kernel_release="))
                .map(item -> item.substring(item.indexOf('=') + 1))
                .findFirst();
    }

    private static String text(Factor factor) {
        return "%s %s: %d of %d failing, %d of %d healthy"
                .formatted(
                        factor.getTier(),
                        String.join(" and ", factor.getItems()),
                        factor.getFailingWith(),
                        factor.getFailingWith() + factor.getFailingWithout(),
                        factor.getHealthyWith(),
                        factor.getHealthyWith() + factor.getHealthyWithout());
    }
}
