package dev.inquest.collectors.aftermath;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class AftermathFuzzTest {

    private static final Instant AT = Instant.parse("2024-06-17T08:00:00Z");

    /// Files follow one another, each with its name in its first line.
    @FuzzTest(maxDuration = "10m")
    void anyPstoreIsPutInOrder(byte[] bytes) {
        var files = new ArrayList<PstoreFile>();
        for (var piece : pieces(bytes)) {
            var name =
                    "dmesg-efi-"
                            + (piece.length == 0 ? "" : Math.abs(piece[0]) + "718610000" + "1001");
            files.add(PstoreFile.of(Path.of(name), AT, BoundedText.of(piece, new byte[0])));
        }
        var lives = PstoreLife.of(files);
        assertThat(lives.stream().mapToInt(life -> life.files().size()).sum())
                .isEqualTo(files.size());
        assertThat(lives).allMatch(life -> life.lines().size() <= bytes.length);
    }

    @FuzzTest(maxDuration = "10m")
    void anyServiceLogIsRead(byte[] bytes) {
        var half = bytes.length / 2;
        var text =
                BoundedText.of(
                        Arrays.copyOf(bytes, half), Arrays.copyOfRange(bytes, half, bytes.length));
        assertThat(KdumpLog.signals(text.lines(), AT))
                .hasSizeLessThanOrEqualTo(text.lines().size())
                .allMatch(signal -> signal.excerpt().getFirst().length() <= 512);
    }

    private static List<byte[]> pieces(byte[] bytes) {
        var pieces = new ArrayList<byte[]>();
        var from = 0;
        for (var at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == 0) {
                pieces.add(Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
        return pieces;
    }
}
