package dev.inquest.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows which boot of which kernel a line belongs to. A capture kernel's boot looks like a reboot;
/// only its command line, which comes after the banner, tells them apart, so the banner waits for
/// it.
final class BootWatch {
    private static final Pattern BANNER = Pattern.compile("^Linux version (\\S+) ");
    private static final Pattern COMMAND_LINE =
            Pattern.compile("^(?:Kernel c|C)ommand line: ?(.*)");
    private static final long LATEST_BANNER = 120_000_000;
    private static final long EARLY = 60_000_000;
    private static final long REPLAYED_EARLY_CONSOLE = 3_000_000;
    private static final int MOST_WAITING_LINES = 200;
    private static final int MANY = 10;

    private record Banner(Instant at, Optional<String> release, String text) {}

    private Optional<Banner> waiting = Optional.empty();
    private int waitedLines = 0;
    private int ordinal = 0;
    private boolean capture = false;
    private Optional<String> release = Optional.empty();
    private String bannerText = "";
    private long highest = 0;
    private int plainLines = 0;
    private int lowLines = 0;

    int ordinal() {
        return ordinal;
    }

    boolean isCapture() {
        return capture;
    }

    boolean isUndecided() {
        return waiting.isPresent();
    }

    Optional<String> release() {
        return release;
    }

    /// A `<N>` record among plain ones is an old crash read back from pstore.
    boolean isReplay(KernelLine line) {
        return line.levelled() && plainLines >= MANY;
    }

    /// Whether this line is the first of another boot.
    boolean begins(KernelLine line, boolean crashed) {
        if (isBanner(line)) {
            boolean again =
                    !crashed && line.text().equals(bannerText) && highest < REPLAYED_EARLY_CONSOLE;
            return !again;
        }
        return fellBack(line);
    }

    /// Whether this line is a boot loader's last, while a kernel was still talking.
    boolean isSuddenEnd(KernelLine line) {
        return plainLines > 0 && !line.kernel() && line.text().startsWith("Booting the kernel");
    }

    private static boolean isBanner(KernelLine line) {
        return line.text().startsWith("Linux version ")
                && line.micros().orElse(0) < LATEST_BANNER
                && BANNER.matcher(line.text()).find();
    }

    /// With `quiet` there is no banner: then time that falls back and stays low marks the boot.
    private boolean fellBack(KernelLine line) {
        if (line.micros().isEmpty()) {
            return false;
        }
        long micros = line.micros().getAsLong();
        boolean low = micros < EARLY && highest > micros + EARLY;
        lowLines = low ? lowLines + 1 : 0;
        return lowLines >= 3;
    }

    void begin(Instant at, KernelLine line, Consumer<KernelSignal> out) {
        settle(out);
        ordinal++;
        highest = 0;
        plainLines = 0;
        lowLines = 0;
        waitedLines = 0;
        Matcher banner = BANNER.matcher(line.text());
        boolean named = banner.find();
        release = named ? Optional.of(banner.group(1)) : Optional.empty();
        bannerText = named ? line.text() : "";
        waiting = Optional.of(new Banner(at, release, line.text()));
        if (!named) {
            settle(out);
        }
    }

    /// Counts a line towards the present boot and looks for the command line.
    void observe(KernelLine line, Consumer<KernelSignal> out) {
        highest = Math.max(highest, line.micros().orElse(0));
        if (line.micros().isPresent() && !line.levelled()) {
            plainLines++;
        }
        if (waiting.isEmpty()) {
            return;
        }
        Matcher command = COMMAND_LINE.matcher(line.text());
        if (command.find()) {
            decide(Optional.of(command.group(1).strip()), out);
        } else if (++waitedLines > MOST_WAITING_LINES) {
            settle(out);
        }
    }

    /// No command line will come: takes the banner for a first kernel's.
    void settle(Consumer<KernelSignal> out) {
        if (waiting.isPresent()) {
            decide(Optional.empty(), out);
        }
    }

    private void decide(Optional<String> commandLine, Consumer<KernelSignal> out) {
        Banner banner = waiting.orElseThrow();
        waiting = Optional.empty();
        capture = commandLine.map(BootWatch::isCaptureCommandLine).orElse(false);
        List<String> lines = new ArrayList<>(List.of(banner.text()));
        commandLine.ifPresent(line -> lines.add("Command line: " + line));
        List<String> excerpt = Excerpt.of(lines);
        out.accept(
                capture
                        ? new KernelSignal.CaptureBooted(
                                banner.at(), banner.release(), commandLine, excerpt)
                        : new KernelSignal.Booted(
                                banner.at(), banner.release(), commandLine, excerpt));
    }

    private static boolean isCaptureCommandLine(String line) {
        boolean reset = line.contains("reset_devices");
        return line.contains("elfcorehdr=") || (reset && line.contains("kdump"));
    }
}
