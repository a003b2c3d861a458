package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.DeadLetters;
import dev.inquest.collectors.redact.Redactor;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps account of datagrams that belong to no node: all are counted, each sender is told of once,
/// and a bounded sample goes to the dead letters.
///
/// They are never published as somebody's events: anybody can send UDP, and a node that does not
/// exist must not be watched.
final class UnknownSenders {

    /// Senders remembered; a further one takes the place of the one that was quiet for longest.
    static final int MOST = 1_024;

    static final int SAMPLES_PER_SENDER = 10;
    static final int SAMPLES_PER_MINUTE = 100;

    private static final int LONGEST_SAMPLE = 1_024;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final DeadLetters letters;
    private final CollectorObserver observer;
    private final Map<InetAddress, Integer> samples = new LinkedHashMap<>(16, 0.75f, true);
    private long count;
    private long minute = Long.MIN_VALUE;
    private int samplesThisMinute;
    private int toldThisMinute;

    UnknownSenders(DeadLetters letters, CollectorObserver observer) {
        this.letters = letters;
        this.observer = observer;
    }

    /// Takes a datagram of which nobody knows whose it is.
    ///
    /// @param now by a monotonic clock, in nanoseconds
    void take(InetAddress sender, byte[] bytes, int length, long now) {
        count++;
        if (now / MINUTE != minute) {
            minute = now / MINUTE;
            samplesThisMinute = 0;
            toldThisMinute = 0;
        }
        var before = samples.getOrDefault(sender, 0);
        if (before == 0) {
            tell(sender);
        }
        if (before < SAMPLES_PER_SENDER && samplesThisMinute < SAMPLES_PER_MINUTE) {
            samplesThisMinute++;
            send(sender, bytes, length);
        }
        samples.put(sender, Math.min(before + 1, SAMPLES_PER_SENDER));
        if (samples.size() > MOST) {
            var oldest = samples.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void tell(InetAddress sender) {
        if (toldThisMinute < SAMPLES_PER_SENDER) {
            toldThisMinute++;
            observer.unknownSender("netconsole", sender.getHostAddress());
        }
    }

    private void send(InetAddress sender, byte[] bytes, int length) {
        var cut = Math.min(length, LONGEST_SAMPLE);
        var text = Redactor.line(new String(bytes, 0, cut, StandardCharsets.UTF_8));
        letters.send(
                sender.getHostAddress(),
                text.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "inquest.reason",
                        "netconsole datagram of an unknown sender",
                        "inquest.sender",
                        sender.getHostAddress()));
    }

    long count() {
        return count;
    }
}
