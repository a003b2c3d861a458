package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must hold for every signal, whatever the text was.
final class Bounds {

    private Bounds() {}

    /// Reads a text line by line and holds every signal against the bounds.
    static List<KernelSignal> read(List<String> lines) {
        List<KernelSignal> signals = new ArrayList<>();
        CrashReader reader = new CrashReader("node-1");
        Instant at = Instant.EPOCH;
        for (String line : lines) {
            reader.line(at, line, signals::add);
            at = at.plusMillis(10);
        }
        reader.end(signals::add);
        check(signals);
        return signals;
    }

    static void check(List<KernelSignal> signals) {
        Map<String, Integer> revisions = new HashMap<>();
        for (KernelSignal signal : signals) {
            checkExcerpt(signal.excerpt());
            if (signal instanceof KernelSignal.Crashed crashed) {
                check(crashed.report());
                int before = revisions.getOrDefault(crashed.report().id(), 0);
                assertThat(crashed.report().revision()).isEqualTo(before + 1);
                revisions.put(crashed.report().id(), before + 1);
            }
        }
    }

    private static void checkExcerpt(List<String> excerpt) {
        assertThat(excerpt.size()).isLessThanOrEqualTo(40);
        for (String line : excerpt) {
            assertThat(line.length()).isLessThanOrEqualTo(512);
            assertThat(line.chars().noneMatch(c -> c < ' ')).as(line).isTrue();
        }
    }

    private static void check(CrashReport report) {
        assertThat(report.title().length()).isBetween(1, 120);
        assertThat(report.frames().size()).isLessThanOrEqualTo(32);
        assertThat(report.fingerprint()).matches("[0-9a-f]{16}");
        assertThat(CrashType.ofTitle(report.title())).isEqualTo(report.type());
    }
}
