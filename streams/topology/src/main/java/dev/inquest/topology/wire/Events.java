package dev.inquest.topology.wire;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.event.Ready;
import dev.inquest.detection.event.Vitals;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.PodRestart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/// Reads events off the wire.
public final class Events {

    private static final int MAX_ATTRIBUTES = 256;
    private static final int MAX_VALUE = 1_024;
    private static final int MAX_LINES = 40;
    private static final int MAX_BLIND = 16;

    private Events() {}

    /// The event that a record carries.
    ///
    /// @throws IllegalArgumentException when the key names no node or the value is no event
    public static Event read(String key, SpecificRecord value, Instant at, Origin origin) {
        var node = node(key);
        return switch (value) {
            case Heartbeat heartbeat -> heartbeat(node, at, origin, heartbeat);
            case NodeFacts facts ->
                    new Event.Facts(node, at, origin, source(key), bounded(facts.getAttributes()));
            case KernelEvent kernel -> kernel(node, at, origin, kernel);
            case NodeLinks links ->
                    new Event.Links(
                            node,
                            at,
                            origin,
                            links.getLinks().stream().map(Events::link).toList(),
                            List.copyOf(links.getOwners()),
                            links.getOwnersKnown());
            case PodRestart restart -> pod(node, at, origin, restart);
            case NodeObservation seen -> observation(node, at, origin, seen);
            default ->
                    throw new IllegalArgumentException(
                            "no event of a node: " + value.getSchema().getFullName());
        };
    }

    private static NodeId node(String key) {
        var parsed = NodeKey.parse(key);
        return new NodeId(parsed.cluster(), parsed.node());
    }

    private static String source(String key) {
        var mark = key.indexOf('#');
        return mark < 0 ? "agent" : key.substring(mark + 1);
    }

    /// Lines from outside, at most forty of at most a thousand characters.
    static List<String> lines(List<String> lines) {
        return lines.stream().limit(MAX_LINES).map(Events::cut).toList();
    }

    private static Map<String, String> bounded(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_ATTRIBUTES)
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> cut(entry.getValue())));
    }

    static String cut(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }

    private static Event.Heartbeat heartbeat(
            NodeId node, Instant at, Origin origin, Heartbeat heartbeat) {
        return new Event.Heartbeat(
                node,
                at,
                origin,
                heartbeat.getBootId(),
                Duration.ofMillis(heartbeat.getUptimeMs()),
                Goodbye.valueOf(heartbeat.getGoodbye().name()),
                Optional.ofNullable(heartbeat.getVitals()).map(Events::vitals),
                heartbeat.getProbeOk(),
                heartbeat.getBlind());
    }

    private static Vitals vitals(dev.inquest.schemas.wire.Vitals vitals) {
        return new Vitals(
                vitals.getCpuUsed(),
                vitals.getMemoryAvailableBytes(),
                vitals.getMemoryTotalBytes(),
                vitals.getDiskUsed(),
                vitals.getLoad1(),
                vitals.getPsiCpuSome(),
                vitals.getPsiMemorySome(),
                vitals.getPsiMemoryFull(),
                vitals.getPsiIoSome(),
                vitals.getPsiIoFull());
    }

    private static Event kernel(NodeId node, Instant at, Origin origin, KernelEvent kernel) {
        return new Event.Kernel(
                node,
                at,
                origin,
                channel(kernel),
                KernelSignals.read(kernel, at),
                Optional.ofNullable(kernel.getBootId()),
                Duration.ofMillis(kernel.getHeldForMs()),
                Optional.ofNullable(kernel.getHostname()),
                Optional.ofNullable(kernel.getRelease()));
    }

    private static String channel(KernelEvent kernel) {
        return switch (kernel.getSource()) {
            case SERIAL -> "console";
            case KMSG, NETCONSOLE, PSTORE, KDUMP ->
                    kernel.getSource().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Link link(dev.inquest.schemas.wire.Link link) {
        return new Link(
                link.getIndex(),
                link.getName(),
                Optional.ofNullable(link.getKind()),
                List.copyOf(link.getFlags()),
                link.getOperState(),
                Optional.ofNullable(link.getMaster()),
                List.copyOf(link.getAddresses()));
    }

    private static Event pod(NodeId node, Instant at, Origin origin, PodRestart restart) {
        return new Event.PodRestart(
                node,
                at,
                origin,
                restart.getPod(),
                restart.getPodUid().isEmpty() ? restart.getPod() : restart.getPodUid(),
                restart.getContainer(),
                restart.getWorkload().isEmpty() ? "pod/" + restart.getPod() : restart.getWorkload(),
                restart.getRestartCount(),
                restart.getWaitingReason(),
                restart.getExitCode(),
                restart.getSignal(),
                lines(restart.getLastLogLines()),
                Duration.ofMillis(restart.getHeldForMs()));
    }

    private static Event observation(NodeId node, Instant at, Origin origin, NodeObservation seen) {
        return new Event.Observation(
                node,
                at,
                origin,
                seen.getNodeUid(),
                seen.getSystemUuid(),
                Optional.of(seen.getBootId()).filter(id -> !id.isEmpty()),
                Lease.valueOf(seen.getLease().name()),
                Optional.of(seen.getLeaseSilentMs())
                        .filter(silent -> silent >= 0)
                        .map(Duration::ofMillis),
                Ready.valueOf(seen.getReady().name()),
                seen.getDeleted(),
                seen.getCordoned(),
                seen.getIntents().stream().map(Events::intent).toList(),
                seen.getBlind().stream().limit(MAX_BLIND).map(Events::cut).toList(),
                Optional.ofNullable(seen.getWorkloads()).map(Inventories::workloads));
    }

    private static Intent intent(dev.inquest.schemas.wire.Intent intent) {
        return new Intent(
                Intent.Kind.valueOf(intent.getKind().name()),
                intent.getReason(),
                intent.getSource(),
                intent.getDeclaredAt(),
                Optional.ofNullable(intent.getUntil()));
    }
}
