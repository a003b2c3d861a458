package dev.inquest.collectors.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

class TelnetStripFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void whereTheStreamIsCutMakesNoDifference(FuzzedDataProvider data) {
        var cut = data.consumeInt(1, 40);
        var bytes = data.consumeRemainingAsBytes();
        var whole = strip(bytes, Math.max(1, bytes.length));
        assertThat(strip(bytes, cut)).isEqualTo(whole);
        assertThat(whole).hasSizeLessThanOrEqualTo(bytes.length);
    }

    /// Nothing that was sent can hide what is said later for long.
    @FuzzTest(maxDuration = "10s")
    void textComesThroughAgain(byte[] noise) {
        var text = "x".repeat(300);
        var all = Arrays.copyOf(noise, noise.length + text.length());
        Arrays.fill(all, noise.length, all.length, (byte) 'x');
        var strip = new TelnetStrip();
        var kept = strip.strip(all, all.length);
        assertThat(kept).isGreaterThanOrEqualTo(text.length() - 258);
    }

    private static byte[] strip(byte[] bytes, int piece) {
        var strip = new TelnetStrip();
        var out = new ByteArrayOutputStream();
        for (var at = 0; at < bytes.length; at += piece) {
            var part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            out.write(part, 0, strip.strip(part, part.length));
        }
        return out.toByteArray();
    }
}
