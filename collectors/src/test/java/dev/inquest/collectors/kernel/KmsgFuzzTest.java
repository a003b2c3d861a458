package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class KmsgFuzzTest {

    /// Records follow one another, as reads of the device do: fragments wait for their end.
    @FuzzTest(maxDuration = "10m")
    void anyRecordIsRead(byte[] bytes) {
        var lines = new KmsgLines();
        var from = 0;
        for (var at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == 0) {
                take(lines, Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
    }

    private static void take(KmsgLines lines, byte[] record) {
        KmsgRecord.parse(record, record.length)
                .ifPresent(parsed -> {
                    assertThat(parsed.sequence()).isNotNegative();
                    assertThat(parsed.level()).isBetween(0, 7);
                    assertThat(parsed.fields().size()).isLessThanOrEqualTo(16);
                    assertThat(lines.completedBy(parsed))
                            .allMatch(
                                    line -> line.text().length() <= Math.max(8192, record.length));
                });
    }
}
