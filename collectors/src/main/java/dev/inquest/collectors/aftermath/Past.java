package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.kernel.KernelEvents;
import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.Booted;
import dev.inquest.crash.KernelSignal.CaptureProgress;
import dev.inquest.crash.KernelSignal.Ordinary;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Publishes what an earlier boot said: as history of its own time and boot, each report once and
/// complete, and under the report that was published while it happened, if one was.
final class Past {

    private final NodeKey node;
    private final Topic<KernelEvent> topic;
    private final Publisher publisher;
    private final CrashLedger ledger;
    private final InstantSource time;

    Past(
            NodeKey node,
            Topic<KernelEvent> topic,
            Publisher publisher,
            CrashLedger ledger,
            InstantSource time) {
        this.node = node;
        this.topic = topic;
        this.publisher = publisher;
        this.ledger = ledger;
        this.time = time;
    }

    /// Where a text comes from.
    ///
    /// @param name tells it from every other text of this node, and is the same when it is read
    ///   again
    record Origin(KernelSource source, String name, Optional<String> bootId, Instant at) {}

    /// Reads a kernel's text and publishes what it means.
    ///
    /// @return completed once everything was accepted
    CompletableFuture<Void> text(Origin origin, List<String> lines) {
        var signals = new ArrayList<KernelSignal>();
        var reader = new CrashReader(node + "/" + origin.name());
        lines.forEach(line -> reader.line(origin.at(), line, signals::add));
        reader.end(signals::add);
        return publish(origin, signals);
    }

    /// Publishes signals that were understood otherwise.
    CompletableFuture<Void> publish(Origin origin, List<KernelSignal> signals) {
        var events = new LinkedHashMap<String, KernelEvent>();
        for (var signal : signals) {
            if (!isSignOfLife(signal)) {
                var event = KernelEvents.of(signal, circumstances(origin));
                events.put(key(event, events.size()), event);
            }
        }
        var joined = joined(List.copyOf(events.values()));
        return CompletableFuture.allOf(
                joined.stream()
                        .map(event -> publish(origin, event))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private static boolean isSignOfLife(KernelSignal signal) {
        return signal instanceof Booted
                || signal instanceof Ordinary
                || signal instanceof CaptureProgress;
    }

    /// Of the steps in which a report grew, only the last is of interest.
    private static String key(KernelEvent event, int place) {
        return event.getKind() == KernelKind.CRASHED ? event.getReportId() : "#" + place;
    }

    private Circumstances circumstances(Origin origin) {
        var held = Duration.between(origin.at(), time.instant());
        return new Circumstances(
                origin.source(), origin.bootId(), 0, held.isNegative() ? Duration.ZERO : held);
    }

    private List<KernelEvent> joined(List<KernelEvent> events) {
        var before = new HashMap<String, CrashLedger.Known>();
        for (var event : events) {
            if (event.getKind() == KernelKind.CRASHED) {
                ledger.of(event).ifPresent(known -> before.put(event.getReportId(), known));
            }
        }
        return events.stream().map(event -> joined(event, before)).toList();
    }

    private static KernelEvent joined(KernelEvent event, Map<String, CrashLedger.Known> before) {
        var known = before.get(event.getReportId());
        if (known == null) {
            return event;
        }
        return KernelEvent.newBuilder(event)
                .setReportId(known.reportId())
                .setReportRevision(known.revision() + 1)
                .build();
    }

    private CompletableFuture<Void> publish(Origin origin, KernelEvent event) {
        ledger.remember(event);
        return publisher.publish(topic, node.toString(), origin.at(), event);
    }
}
