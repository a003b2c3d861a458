package dev.inquest.collectors.aftermath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.crash.KernelSignal.Panicked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pstore files of a real kernel that crashed: an oops, and the panic that it became.
class PstoreCorpusTest {

    private static final Path CORPUS =
            Path.of("../../shared/corpus/consoles/i1-pstore-ramoops-panic.raw");
    private static final Pattern FILE =
            Pattern.compile(
                    "=== PSTORE FILE (\\S+) size=\\d+\n(.*?)=== PSTORE END", Pattern.DOTALL);
    private static final Instant AT = Instant.parse("2024-06-17T08:00:00Z");

    @Test
    void theOopsAndThePanicOfOneBootAreOneReport() throws Exception {
        assumeThat(CORPUS).as("the corpus is absent").exists();
        var lives = PstoreLife.of(files());
        assertThat(lives).hasSize(1);

        var signals = new ArrayList<KernelSignal>();
        var reader = new CrashReader("n");
        lives.getFirst().lines().forEach(line -> reader.line(AT, line, signals::add));
        reader.end(signals::add);

        assertThat(
                        signals.stream()
                                .filter(Crashed.class::isInstance)
                                .map(signal -> ((Crashed) signal).report().id())
                                .distinct())
                .hasSize(1);
        assertThat(signals.stream().filter(Panicked.class::isInstance)).hasSize(1);
    }

    private static List<PstoreFile> files() throws Exception {
        var match = FILE.matcher(Files.readString(CORPUS, StandardCharsets.ISO_8859_1));
        return match.results()
                .map(found ->
                        PstoreFile.of(Path.of(found.group(1)), AT, BoundedText.of(found.group(2))))
                .toList();
    }
}
