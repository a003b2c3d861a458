package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Consoles lie, lose and mix lines; the reader must take whatever comes.
final class RobustnessTest {
    private static final int ROUNDS = 40;

    @Test
    void aLogMayBeCutAnywhere() {
        Random random = new Random(1);
        for (Corpus.Answer answer : Corpus.bundledAnswers()) {
            byte[] log = Corpus.bundled(answer.file());
            for (int round = 0; round < ROUNDS; round++) {
                byte[] cut = Arrays.copyOf(log, random.nextInt(log.length));
                assertThatCode(() -> CrashLog.read(cut))
                        .as(answer.file())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void lostLinesLeaveThePanicVisible() {
        Random random = new Random(2);
        List<String> lines = Corpus.lines(Corpus.bundled("b1-oops-panic0.log"));
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> kept = lines.stream().filter(_ -> random.nextInt(100) >= 5).toList();
            seen += outcomeOf(kept).equals(List.of(Outcome.HUNG)) ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(ROUNDS * 8 / 10);
    }

    @Test
    void twoConsolesInOneStreamDoNotConfuseTheReaderToDeath() {
        Random random = new Random(3);
        List<String> one = Corpus.lines(Corpus.bundled("c1-kdump-ok-256M.log"));
        List<String> two = Corpus.lines(Corpus.bundled("b2-sysrqc-panic5.log"));
        for (int round = 0; round < ROUNDS; round++) {
            List<String> mixed = interleaved(one, two, random);
            assertThat(signals(mixed)).allSatisfy(RobustnessTest::assertBounded);
        }
    }

    @Test
    void randomBytesAreNoCrash() {
        Random random = new Random(4);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            assertThat(CrashLog.read(noise)).isEmpty();
        }
    }

    @Test
    void brokenLinesOfARealLogAreNoHarm() {
        Random random = new Random(5);
        List<String> lines = Corpus.lines(Corpus.bundled("c2-ck-80M.log"));
        for (int round = 0; round < ROUNDS; round++) {
            List<String> broken = lines.stream().map(line -> garbled(line, random)).toList();
            assertThat(signals(broken)).allSatisfy(RobustnessTest::assertBounded);
        }
    }

    @Test
    void aLineOfAMegabyteIsCut() {
        String head = "[    1.000000] BUG: unable to handle page fault for address: ";
        for (String filler :
                List.of(
                        "a",
                        "[",
                        "[ 1.000000]",
                        "at: ",
                        " in ",
                        "+0x1/0x2 ",
                        "Tainted: ",
                        "A ",
                        ":1",
                        "\r",
                        "\u001b[")) {
            String line = head + filler.repeat(1_000_000 / filler.length());
            assertThat(signals(List.of(line, line))).allSatisfy(RobustnessTest::assertBounded);
        }
    }

    @Test
    void impossibleTimesAreNoHarm() {
        List<String> lines = Corpus.lines(Corpus.bundled("b1-oops-panic0.log"));
        CrashReader reader = new CrashReader("node-1");
        List<KernelSignal> signals = new ArrayList<>();
        Instant[] times = {Instant.MAX, Instant.MIN, Instant.EPOCH};
        for (int i = 0; i < lines.size(); i++) {
            reader.line(times[i % times.length], lines.get(i), signals::add);
        }
        reader.end(signals::add);
        assertThat(signals).anyMatch(KernelSignal.Panicked.class::isInstance);
    }

    @Test
    void aReportWithoutEndStaysBounded() {
        List<String> lines =
                new ArrayList<>(
                        List.of("[    1.000000] INFO: rcu_sched self-detected stall on CPU"));
        for (int i = 0; i < 20_000; i++) {
            lines.add("[    1.000000]  loop_forever+0x1/0x2");
        }
        assertThat(signals(lines)).hasSizeLessThan(20).allSatisfy(RobustnessTest::assertBounded);
    }

    @Test
    void controlCharactersNeverReachASignal() {
        String line =
                "[    1.000000] Kernel panic - not syncing: \u001b[31mred\u0007 <script>\u0000";
        assertThat(signals(List.of(line)))
                .isNotEmpty()
                .allSatisfy(signal ->
                        assertThat(String.join("", signal.excerpt()))
                                .doesNotContainPattern("\\p{Cntrl}"));
    }

    private static String garbled(String line, Random random) {
        if (line.isEmpty() || random.nextInt(4) > 0) {
            return line;
        }
        int at = random.nextInt(line.length());
        byte[] noise = new byte[random.nextInt(6)];
        random.nextBytes(noise);
        return line.substring(0, at)
                + new String(noise, StandardCharsets.ISO_8859_1)
                + line.substring(at);
    }

    private static List<String> interleaved(List<String> one, List<String> two, Random random) {
        List<String> mixed = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < two.size()) {
            boolean first = j == two.size() || (i < one.size() && random.nextBoolean());
            mixed.add(first ? one.get(i++) : two.get(j++));
        }
        return mixed;
    }

    private static void assertBounded(KernelSignal signal) {
        assertThat(signal.excerpt()).hasSizeLessThanOrEqualTo(40);
        assertThat(signal.excerpt())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(512));
        if (signal instanceof KernelSignal.Crashed crashed) {
            assertThat(crashed.report().title().length()).isLessThanOrEqualTo(120);
        }
    }

    private static List<Outcome> outcomeOf(List<String> lines) {
        byte[] log = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return CrashLog.read(log).stream().map(Crash::outcome).toList();
    }

    private static List<KernelSignal> signals(List<String> lines) {
        List<KernelSignal> signals = new ArrayList<>();
        CrashReader reader = new CrashReader("node-1");
        Instant at = Instant.EPOCH;
        for (String line : lines) {
            reader.line(at, line, signals::add);
            at = at.plus(Duration.ofMillis(10));
        }
        reader.end(signals::add);
        return signals;
    }
}
