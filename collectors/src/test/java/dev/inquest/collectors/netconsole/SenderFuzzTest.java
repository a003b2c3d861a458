package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;

class SenderFuzzTest {

    private static final Rules RULES =
            new Rules(16, Duration.ofNanos(50), 19, Duration.ofNanos(20));

    /// Whatever arrives in whatever order: every record that came is given once, nothing waits for
    /// ever, and memory stays bounded.
    @FuzzTest(maxDuration = "10s")
    void whateverArrivesIsGivenOnce(FuzzedDataProvider data) {
        var given = new ArrayList<Message>();
        var ordering = new Ordering(RULES, given::add);
        var taken = new ArrayList<Message>();
        var now = 0L;
        while (data.remainingBytes() > 2) {
            now += data.consumeByte() & 0x1f;
            var sequence = data.consumeByte() & 0xff;
            var message = message(sequence, "text " + taken.size());
            taken.add(message);
            ordering.take(message, now);
            ordering.giveUpSince(now - 50, now);
            assertThat(ordering.size()).isLessThan(17 * 400);
        }
        ordering.giveAll(now);
        assertThat(ordering.isEmpty()).isTrue();
        assertThat(ordering.size()).isZero();
        assertThat(given).containsExactlyInAnyOrderElementsOf(taken);
    }

    /// Fragments in any order, with repetitions and contradictions, end as records.
    @FuzzTest(maxDuration = "10s")
    void fragmentsEndAsRecords(FuzzedDataProvider data) {
        var fragments = new Fragments();
        var sequences = new HashSet<Long>();
        var given = new HashSet<Long>();
        var now = 0L;
        while (data.remainingBytes() > 4) {
            now++;
            var total = data.consumeInt(1, 64);
            var offset = data.consumeInt(0, total - 1);
            var length = data.consumeInt(1, total - offset);
            var sequence = data.consumeInt(0, 30);
            var bytes = fragment(sequence, offset, total, length);
            if (Datagram.parse(bytes, bytes.length) instanceof Datagram.Extended record
                    && record.fragment().isPresent()) {
                sequences.add(record.sequence());
                fragments
                        .add(record, record.fragment().get(), now)
                        .forEach(message -> given.add(message.sequence()));
            }
            assertThat(fragments.size()).isLessThanOrEqualTo(Fragments.MOST * 2 * 64);
        }
        fragments.since(now).forEach(message -> given.add(message.sequence()));
        assertThat(fragments.isEmpty()).isTrue();
        assertThat(given).isEqualTo(sequences);
    }

    private static byte[] fragment(int sequence, int offset, int total, int length) {
        var header = "6,%d,1,-,ncfrag=%d/%d;".formatted(sequence, offset, total);
        var bytes = header.getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(bytes, bytes.length + length);
        Arrays.fill(all, bytes.length, all.length, (byte) 'x');
        return all;
    }

    private static Message message(long sequence, String text) {
        var bytes = ("6," + sequence + ",1,-;" + text).getBytes(StandardCharsets.UTF_8);
        return Message.whole((Datagram.Extended) Datagram.parse(bytes, bytes.length));
    }
}
