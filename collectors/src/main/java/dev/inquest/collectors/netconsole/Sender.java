package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.lines.LineSplitter;
import dev.inquest.collectors.netconsole.Datagram.Basic;
import dev.inquest.collectors.netconsole.Datagram.Extended;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Duration;
import java.util.Optional;

/// Reads what one address sends: fragments are joined, records put in order, pieces of lines put
/// together, and what the text means is published.
///
/// Used by one thread.
final class Sender {

    private static final int MAX_LINE = 8192;

    /// The longest text a kernel puts into one datagram without a header; what is this long and has
    /// no end goes on in the next.
    private static final int FULL_BASIC = 1000;

    private final KernelText kernel;
    private final Rules rules;
    private final Fragments fragments = new Fragments();
    private final Ordering ordering;
    private final Losses losses = new Losses();
    private final LineSplitter basic;
    private final StringBuilder pieces = new StringBuilder();
    private Optional<String> release = Optional.empty();
    private String pieceHeader = "";
    private long textSince;
    private long now;

    /// @param address tells the senders of one node apart
    Sender(KernelText.Destination to, String address, Rules rules) {
        this.kernel = new KernelText(to, "netconsole/" + address);
        this.rules = rules;
        this.ordering = new Ordering(rules, this::read);
        this.basic = new LineSplitter(MAX_LINE, 0, (line, start) -> publish(line));
    }

    /// Takes a datagram.
    ///
    /// @param time by a monotonic clock, in nanoseconds
    void take(Datagram datagram, long time) {
        now = time;
        switch (datagram) {
            case Basic(var text) -> take(text);
            case Extended record -> take(record);
        }
    }

    private void take(byte[] text) {
        basic.feed(text, text.length);
        textSince = now;
        if (text.length < FULL_BASIC) {
            basic.flush();
        }
    }

    private void take(Extended record) {
        if (record.fragment().isPresent()) {
            fragments
                    .add(record, record.fragment().get(), now)
                    .forEach(message -> ordering.take(message, now));
        } else {
            ordering.take(Message.whole(record), now);
        }
    }

    /// Gives up what has been waited for long enough.
    void tick(long time) {
        now = time;
        if (!isWaiting()) {
            return;
        }
        var since = time - rules.patience().toNanos();
        fragments.since(since).forEach(message -> ordering.take(message, now));
        ordering.giveUpSince(since, now);
        if (textSince - since <= 0) {
            endText();
        }
    }

    /// Waits for nothing any longer.
    void finish(long time) {
        now = time;
        fragments.since(time).forEach(message -> ordering.take(message, now));
        ordering.giveAll(now);
        endText();
    }

    /// Whether time may still change something.
    boolean isWaiting() {
        return !fragments.isEmpty()
                || !ordering.isEmpty()
                || basic.hasPartial()
                || !pieces.isEmpty();
    }

    /// What is held in memory, in bytes.
    int size() {
        return fragments.size() + ordering.size();
    }

    OrderCounts counts() {
        return ordering.counts();
    }

    /// Records that are lost for certain.
    long lost() {
        return losses.all();
    }

    private void read(Message message) {
        losses.count(message);
        release = message.release().or(() -> release);
        if (message.continued()) {
            pieceHeader = pieces.isEmpty() ? message.header() : pieceHeader;
            var room = MAX_LINE - pieces.length();
            pieces.append(message.text(), 0, Math.min(room, message.text().length()));
            textSince = now;
            return;
        }
        endPieces();
        publish(message.header(), message.text());
    }

    private void endText() {
        basic.flush();
        endPieces();
    }

    private void endPieces() {
        if (!pieces.isEmpty()) {
            var text = pieces.toString();
            pieces.setLength(0);
            publish(pieceHeader, text);
        }
    }

    private void publish(String header, String text) {
        text.lines().forEach(line -> publish(header + ";" + line));
    }

    private void publish(String line) {
        if (!line.isBlank()) {
            kernel.line(line, new Line());
        }
    }

    private final class Line implements KernelText.Line {

        @Override
        public Optional<Circumstances> circumstances(KernelSignal signal) {
            return Optional.of(
                    new Circumstances(
                            KernelSource.NETCONSOLE,
                            Optional.empty(),
                            losses.untold(),
                            Duration.ZERO));
        }

        /// A sender that names its release in every record does so in every event.
        @Override
        public KernelEvent completed(KernelEvent event) {
            return event.getRelease() != null || release.isEmpty()
                    ? event
                    : KernelEvent.newBuilder(event).setRelease(release.get()).build();
        }
    }
}
