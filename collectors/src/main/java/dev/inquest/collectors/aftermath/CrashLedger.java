package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.host.StateFile;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/// Remembers over a reboot which crash reports this node has published, so that what pstore or a
/// crash dump tells of the same crash goes on under the same report and is no second crash.
///
/// A crash is known by its boot and its fingerprint; the last 256 are.
public final class CrashLedger {

    private static final int MAX = 256;

    /// A published report.
    record Known(String reportId, int revision) {}

    private record Crash(String bootId, String fingerprint) {}

    private final StateFile file;
    private final Map<Crash, Known> crashes = new LinkedHashMap<>();
    private boolean changed = false;

    private CrashLedger(StateFile file) {
        this.file = file;
    }

    public static CrashLedger open(Path path) {
        var ledger = new CrashLedger(new StateFile(path));
        ledger.file.read().forEach(ledger::parse);
        return ledger;
    }

    private void parse(String line) {
        var parts = line.split("\t", 4);
        if (parts.length == 4 && parts[2].matches("[0-9]{1,9}")) {
            crashes.put(
                    new Crash(parts[0], parts[1]), new Known(parts[3], Integer.parseInt(parts[2])));
        }
    }

    /// A publisher that remembers the crash reports which go through it.
    public Publisher watching(Publisher publisher) {
        return new Watching(publisher, this);
    }

    synchronized void remember(KernelEvent event) { // guards crashes
        if (event.getKind() != KernelKind.CRASHED || event.getFingerprint().isEmpty()) {
            return;
        }
        var crash = new Crash(bootOf(event), event.getFingerprint());
        crashes.remove(crash);
        crashes.put(crash, new Known(event.getReportId(), event.getReportRevision()));
        if (crashes.size() > MAX) {
            crashes.remove(crashes.keySet().iterator().next());
        }
        changed = true;
    }

    /// The report under which this crash was published before.
    synchronized Optional<Known> of(KernelEvent event) { // guards crashes
        return Optional.ofNullable(crashes.get(new Crash(bootOf(event), event.getFingerprint())));
    }

    private static String bootOf(KernelEvent event) {
        return Optional.ofNullable(event.getBootId()).orElse("");
    }

    /// Keeps what was remembered since the last time.
    void save() throws IOException {
        var lines = lines();
        if (lines.isPresent()) {
            file.write(lines.get());
        }
    }

    private synchronized Optional<List<String>> lines() { // guards crashes and changed
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(
                crashes.entrySet().stream()
                        .map(entry ->
                                String.join(
                                        "\t",
                                        entry.getKey().bootId(),
                                        entry.getKey().fingerprint(),
                                        Integer.toString(entry.getValue().revision()),
                                        entry.getValue().reportId()))
                        .toList());
    }

    private record Watching(Publisher publisher, CrashLedger ledger) implements Publisher {

        @Override
        public <V extends SpecificRecord> CompletableFuture<Void> publish(
                Topic<V> topic, String key, Instant at, V event) {
            if (event instanceof KernelEvent kernel) {
                ledger.remember(kernel);
            }
            return publisher.publish(topic, key, at, event);
        }

        @Override
        public void flush() {
            publisher.flush();
        }

        @Override
        public void close() {
            publisher.close();
        }
    }
}
