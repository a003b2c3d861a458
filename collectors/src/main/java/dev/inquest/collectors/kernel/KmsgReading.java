package dev.inquest.collectors.kernel;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.kernel.KmsgCollector.Destination;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Deliveries;
import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.Booted;
import dev.inquest.crash.KernelSignal.Ordinary;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Turns the records of one boot into published events.
///
/// After a restart the ring buffer is read from its beginning again, so that the crash reader knows
/// what went before; only what was not delivered yet is published.
final class KmsgReading {

    private final Destination to;
    private final KmsgSettings settings;
    private final KernelClock clock;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final Optional<Long> resumeAt;
    private final Deliveries deliveries;
    private final KmsgLines lines = new KmsgLines();
    private final CrashReader reader;
    private final ReportNames names;
    private volatile KmsgCounts counts = KmsgCounts.NONE;
    private volatile long next = -1;
    private long untoldLoss;

    KmsgReading(
            Destination to,
            KmsgSettings settings,
            KernelClock clock,
            InstantSource time,
            CollectorObserver observer,
            Optional<Long> resumeAt) {
        this.to = to;
        this.settings = settings;
        this.clock = clock;
        this.time = time;
        this.observer = observer;
        this.resumeAt = resumeAt;
        this.deliveries = new Deliveries(resumeAt.orElse(0L));
        var source = to.node() + "/kmsg/" + to.bootId();
        this.reader = new CrashReader(source);
        this.names = new ReportNames(source);
    }

    /// Takes one record; those read before are passed over.
    ///
    /// @param waitedFor whether it arrived while we waited, which proves it fresh
    void take(KmsgRecord record, boolean waitedFor) {
        if (record.sequence() < next) {
            return;
        }
        if (waitedFor) {
            clock.fresh(record.micros());
        }
        var gap = gapBefore(record);
        untoldLoss += gap;
        counts = counts.and(record, gap);
        next = record.sequence() + 1;
        if (record.isKernel()) {
            read(record);
        }
        deliveries.reached(Math.max(next, resumeAt.orElse(0L)));
    }

    KmsgCounts counts() {
        return counts;
    }

    long next() {
        return next;
    }

    /// From where to read after a restart; empty before anything was read.
    Optional<KmsgPosition> position() {
        return next < 0
                ? Optional.empty()
                : Optional.of(new KmsgPosition(to.bootId(), deliveries.delivered()));
    }

    /// Exactly the records that were overwritten: what was delivered before a restart and was
    /// overwritten since is not among them.
    private long gapBefore(KmsgRecord record) {
        var began = next >= 0 ? next : resumeAt.orElse(record.sequence());
        var expected = Math.max(began, resumeAt.orElse(0L));
        var gap = Math.max(0, record.sequence() - expected);
        if (gap > 0) {
            observer.gap(KmsgCollector.SOURCE, gap);
        }
        return gap;
    }

    private void read(KmsgRecord record) {
        var age = clock.age(record.micros());
        var at = time.instant().minus(age);
        for (var line : lines.completedBy(record)) {
            reader.line(
                    at, line.asOnAConsole(record.micros()), signal -> publish(record, age, signal));
        }
    }

    private void publish(KmsgRecord record, Duration age, KernelSignal signal) {
        if (signal instanceof Booted || signal instanceof Ordinary) {
            return;
        }
        var old = isOld(record, age);
        var channel =
                new Circumstances(
                        KernelSource.KMSG, Optional.of(to.bootId()), old ? 0 : untoldLoss, age);
        var event = names.named(KernelEvents.of(signal, channel), record.sequence());
        if (old) {
            return;
        }
        untoldLoss = 0;
        var accepted = to.publisher().publish(to.topic(), to.node().toString(), signal.at(), event);
        deliveries.add(record.sequence(), accepted);
    }

    private boolean isOld(KmsgRecord record, Duration age) {
        return resumeAt.map(from -> record.sequence() < from)
                .orElseGet(() -> age.compareTo(settings.history()) > 0);
    }
}
