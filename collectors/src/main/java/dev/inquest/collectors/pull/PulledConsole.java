package dev.inquest.collectors.pull;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.CaptureProgress;
import dev.inquest.crash.KernelSignal.Ordinary;
import dev.inquest.schemas.wire.KernelSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads one node's console as it is fetched again and again, each new line once.
///
/// Of the first fetch nobody knows how old it is. It is read from the last boot on, each line is
/// held to be as old as the kernel's stamps say at least, and no line of it proves life. The same
/// holds for a fetch that does not continue the last one.
final class PulledConsole {

    private final TailWindow window = new TailWindow();
    private final KernelText kernel;

    PulledConsole(KernelText.Destination to) {
        this.kernel = new KernelText(to, "pull");
    }

    /// Reads the output of one pull.
    ///
    /// @return how many lines were new
    int read(byte[] output) {
        var news = window.take(lines(output));
        if (news.continues()) {
            news.lines().forEach(line -> kernel.line(line, new New(Duration.ZERO, true)));
            return news.lines().size();
        }
        var life = LastLife.of(news.lines());
        var stamps = new Stamps(life);
        life.forEach(line -> kernel.line(line, new New(stamps.age(line), false)));
        return life.size();
    }

    private static List<String> lines(byte[] output) {
        return new String(output, StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    private record New(Duration age, boolean fresh) implements KernelText.Line {

        @Override
        public Optional<Circumstances> circumstances(KernelSignal signal) {
            var life = signal instanceof Ordinary || signal instanceof CaptureProgress;
            return life && !fresh
                    ? Optional.empty()
                    : Optional.of(new Circumstances(KernelSource.SERIAL, Optional.empty(), 0, age));
        }
    }
}
