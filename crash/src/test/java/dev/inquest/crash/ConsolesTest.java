package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Real consoles of a kernel that was crashed on purpose: how did the last crash end?
final class ConsolesTest {

    @Test
    void everyBundledConsoleEndsAsItDid() {
        for (Corpus.Answer answer : Corpus.bundledAnswers()) {
            assertThat(outcome(CrashLog.read(Corpus.bundled(answer.file()))))
                    .as(answer.file())
                    .isEqualTo(answer.outcome());
        }
    }

    @Test
    void everyConsoleOfTheCorpusEndsAsItDid() {
        Path directory = Corpus.directory("consoles");
        String text =
                new String(
                        Corpus.bytes(directory.resolve("answers.jsonl")), StandardCharsets.UTF_8);
        List<Corpus.Answer> answers = Corpus.answers(text);

        List<Corpus.Answer> wrong =
                answers.stream()
                        .filter(answer ->
                                outcome(
                                                CrashLog.read(
                                                        Corpus.bytes(
                                                                directory.resolve(answer.file()))))
                                        != answer.outcome())
                        .toList();

        System.out.printf(
                "consoles: %d of %d right%n", answers.size() - wrong.size(), answers.size());
        assertThat(answers).hasSizeGreaterThan(60);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theFirstReportTellsWhoWhatAndWhere() {
        Crash crash = CrashLog.read(Corpus.bundled("b1-oops-panic0.log")).getLast();
        CrashReport report = crash.report();

        assertThat(report.title())
                .isEqualTo("BUG: unable to handle kernel NULL pointer dereference in lab_deref");
        assertThat(report.type()).isEqualTo("NULL-POINTER-DEREFERENCE");
        assertThat(report.frame()).contains("lab_deref");
        assertThat(report.frames()).startsWith("lab_deref", "lab_init");
        assertThat(report.process()).contains("modprobe");
        assertThat(report.cpu()).hasValue(1);
        assertThat(report.release()).contains("6.1.0-56-amd64");
        assertThat(report.tainted()).hasValueSatisfying(flags -> assertThat(flags).contains("OE"));
        assertThat(report.machine())
                .hasValueSatisfying(name -> assertThat(name).startsWith("QEMU"));
        assertThat(report.kdumpLoaded()).isFalse();
        assertThat(report.panicked()).isTrue();
        assertThat(crash.excerpt())
                .hasSizeLessThanOrEqualTo(40)
                .first()
                .asString()
                .startsWith("BUG: ");
    }

    @Test
    void anArmedCaptureKernelIsToldFromTheReport() {
        assertThat(CrashLog.read(Corpus.bundled("c2-ck-80M.log")).getLast().report().kdumpLoaded())
                .isTrue();
    }

    private static Outcome outcome(List<Crash> crashes) {
        return crashes.isEmpty() ? Outcome.NO_CRASH : crashes.getLast().outcome();
    }
}
