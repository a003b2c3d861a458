package dev.inquest.benchmarks.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What channels do to a log on its way: other framing, lost and late records, two processors
/// talking at once. Seeded, so that every run damages alike.
final class Damage {
    private static final Pattern STAMP =
            Pattern.compile("^(?:<\\d+>)?\\[ *(\\d+)\\.(\\d{6})\\](?:\\[ *([TC])(\\d+)\\])? ?");
    private static final int FARTHEST = 4;

    private record Line(long micros, String caller, String text) {}

    private final Random random;

    Damage(long seed) {
        this.random = new Random(seed);
    }

    /// As `/dev/kmsg` records, and as the packets of an extended netconsole.
    static String framed(String log) {
        return framed(lines(log, 0));
    }

    private static String framed(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        int sequence = 1000;
        for (Line line : lines) {
            String caller = line.caller().isEmpty() ? "" : ",caller=" + line.caller();
            text.append("6,%d,%d,-%s;".formatted(sequence++, line.micros(), caller))
                    .append(line.text())
                    .append('\n');
        }
        return text.toString();
    }

    /// Without some of its records.
    String lossy(String log, int percent) {
        List<Line> kept = new ArrayList<>(lines(log, 0));
        kept.removeIf(_ -> random.nextInt(100) < percent);
        return framed(kept);
    }

    /// With some of its records a few places from where they belong.
    String reordered(String log, int percent) {
        List<Line> lines = new ArrayList<>(lines(log, 0));
        for (int i = 0; i < lines.size(); i++) {
            if (random.nextInt(100) < percent) {
                int other = Math.min(lines.size() - 1, i + 1 + random.nextInt(FARTHEST));
                Collections.swap(lines, i, other);
            }
        }
        return framed(lines);
    }

    /// Two crashes at the same time, told by the callers that newer kernels print.
    String interleaved(String log, String other) {
        List<Line> one = lines(log, 1_000_000);
        List<Line> two = lines(other, 2_000_000);
        List<Line> mixed = new ArrayList<>(one.size() + two.size());
        int i = 0;
        int j = 0;
        while (i < one.size() || j < two.size()) {
            boolean first = j == two.size() || (i < one.size() && random.nextBoolean());
            mixed.add(first ? one.get(i++) : two.get(j++));
        }
        return framed(mixed);
    }

    /// A log without callers gets one, when `callers` sets its callers apart from another log's.
    private static List<Line> lines(String log, int callers) {
        List<Line> lines = new ArrayList<>();
        long micros = 0;
        String caller = callers == 0 ? "" : "T" + callers;
        for (String raw : log.split("\n", -1)) {
            Matcher stamp = STAMP.matcher(raw);
            String text = raw;
            if (stamp.find()) {
                text = raw.substring(stamp.end());
                micros = micros(stamp);
                caller = stamp.group(3) == null ? caller : caller(stamp, callers);
            }
            lines.add(new Line(micros, caller, text));
        }
        return lines;
    }

    private static long micros(Matcher stamp) {
        long seconds = Long.parseLong(stamp.group(1)) % 100_000_000;
        return seconds * 1_000_000 + Long.parseLong(stamp.group(2));
    }

    private static String caller(Matcher stamp, int callers) {
        return String.format(
                Locale.ROOT, "%s%d", stamp.group(3), callers + Long.parseLong(stamp.group(4)));
    }
}
