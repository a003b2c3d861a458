package dev.inquest.standalone.replay;

import dev.inquest.collectors.kernel.KernelEvents;
import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.kernel.KmsgRecord;
import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Reads the raw log of one node, serial console or `/dev/kmsg`, through the crash reader.
final class RawLog implements Recording {

    private final Path file;
    private final NodeKey node;
    private final KernelSource source;
    private final ByteLines lines;
    private final Optional<ReceiveTimes> times;
    private final KernelStamps stamps;
    private final CrashReader reader;
    private final Deque<Recorded> ready = new ArrayDeque<>();
    private long number;
    private boolean ended;

    /// @param source [KernelSource#KMSG] for records of `/dev/kmsg`, else console text
    /// @param from when a log begins that nobody kept receive times of
    RawLog(Path file, NodeKey node, KernelSource source, Instant from, ReplayObserver observer)
            throws IOException {
        this.file = file;
        this.node = node;
        this.source = source;
        this.lines = new ByteLines(file);
        this.times = ReceiveTimes.beside(file, observer);
        this.stamps = new KernelStamps(from);
        this.reader = new CrashReader(node + "/" + source);
    }

    @Override
    public Optional<Recorded> next() throws IOException {
        while (ready.isEmpty() && !ended) {
            var line = lines.next();
            if (line.isPresent()) {
                number = line.get().number();
                read(line.get());
            } else {
                ended = true;
                reader.end(this::hear);
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    private void read(ByteLines.Line line) throws IOException {
        if (source == KernelSource.KMSG) {
            readKmsg(line);
        } else {
            var text = line.text();
            var stamped = stamps.ofLine(text);
            take(received(line).orElse(stamped), text);
        }
    }

    /// Programs may write what they like to `/dev/kmsg`: only the kernel's own records count.
    private void readKmsg(ByteLines.Line line) throws IOException {
        var message = KmsgRecord.parse(line.bytes().array(), line.bytes().limit());
        if (message.isEmpty() || !message.get().isKernel()) {
            return;
        }
        var stamped = stamps.ofMicros(message.get().micros());
        var at = received(line).orElse(stamped);
        message.get().text().lines().forEach(text -> take(at, text));
    }

    private Optional<Instant> received(ByteLines.Line line) throws IOException {
        return times.isPresent() ? Optional.of(times.get().at(line.offset())) : Optional.empty();
    }

    private void take(Instant at, String text) {
        ready.add(new Recorded.LineRead(place(), at, node.toString()));
        reader.line(at, text, this::hear);
    }

    private void hear(KernelSignal signal) {
        var event = KernelEvents.of(signal, Circumstances.fresh(source));
        ready.add(new Recorded.Event(place(), signal.at(), "kernel", node.toString(), event));
    }

    private Place place() {
        return new Place(file, number);
    }

    @Override
    public void close() throws IOException {
        lines.close();
        if (times.isPresent()) {
            times.get().close();
        }
    }
}
