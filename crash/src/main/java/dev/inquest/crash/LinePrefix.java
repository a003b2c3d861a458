package dev.inquest.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Strips what serial consoles, `/dev/kmsg`, netconsole, syslog, journald and container runtimes
/// put in front of a kernel line, and parts lines that were glued together on the way.
final class LinePrefix {
    private static final Pattern RECORD =
            Pattern.compile("^(?:[0-9][^,; ]{0,63},)?(\\d{1,3}),\\d+,(\\d{1,18}),[-c+](,[^;]*)?;");
    private static final Pattern CALLER = Pattern.compile("caller=([TC]\\d+)");
    private static final Pattern ISO_TIME =
            Pattern.compile(
                    "^\\d{4}-\\d\\d-\\d\\d[T ][0-9:.,]{8,20}(?:Z|[+-]\\d\\d:?\\d\\d)? ?(?:std(?:out|err) [FP] )?");
    private static final Pattern SYSLOG_TIME =
            Pattern.compile("^[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d ");
    private static final Pattern SYSLOG_KERNEL =
            Pattern.compile("^\\S{1,255} kernel(?:\\[0\\])?: ?");
    private static final Pattern DMESG_DATE =
            Pattern.compile("^\\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d [0-9:]{8} \\d{4}\\] ?");
    private static final Pattern LEVEL = Pattern.compile("^<\\d{1,3}>");
    private static final Pattern LEVEL_AT_END = Pattern.compile("<\\d{1,3}>$");

    private LinePrefix() {}

    /// The kernel lines of one raw line, in order. A record whose facility says that a program
    /// wrote it gives none: it may claim anything.
    static List<KernelLine> lines(String raw) {
        List<String> parts = CleanText.parts(raw);
        if (parts.size() == 1) {
            return split(parts.getFirst());
        }
        List<KernelLine> lines = new ArrayList<>();
        for (String part : parts) {
            lines.addAll(split(part));
        }
        return lines;
    }

    private static List<KernelLine> split(String part) {
        Stamp first = Stamp.find(part, 0);
        if (first.start() == 0) {
            return stamped(part, first, false, new ArrayList<>(1));
        }
        Opening opening = opening(part);
        String rest = part.substring(opening.length());
        if (opening.user()) {
            return List.of();
        }
        Stamp stamp = Stamp.find(rest, 0);
        List<KernelLine> lines = new ArrayList<>(2);
        if (stamp.start() == 0) {
            return stamped(rest, stamp, opening.levelled(), lines);
        }
        if (stamp.isMissing()) {
            lines.add(opening.line(rest));
            return lines;
        }
        String glued = LEVEL_AT_END.matcher(rest.substring(0, stamp.start())).replaceFirst("");
        if (!glued.isBlank()) {
            lines.add(KernelLine.ofProgram(glued));
        }
        boolean levelled = glued.length() < stamp.start();
        return stamped(rest.substring(stamp.start()), stamp.atStart(), levelled, lines);
    }

    /// Parts a text that begins with a stamp at every further stamp.
    private static List<KernelLine> stamped(
            String text, Stamp first, boolean levelled, List<KernelLine> lines) {
        Stamp stamp = first;
        int begin = 0;
        while (true) {
            Stamp next = Stamp.find(text, begin + stamp.length());
            int end = next.isMissing() ? text.length() : next.start();
            lines.add(stamp.line(text.substring(begin + stamp.length(), end), levelled));
            if (next.isMissing()) {
                return lines;
            }
            begin = next.start();
            stamp = next.atStart();
        }
    }

    /// What stands before the kernel's own text.
    private record Opening(
            int length,
            boolean kernel,
            boolean user,
            boolean levelled,
            OptionalLong micros,
            String context) {

        KernelLine line(String text) {
            return new KernelLine(text, kernel, levelled, micros, context);
        }
    }

    private static Opening opening(String text) {
        if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
            Matcher record = RECORD.matcher(text);
            if (record.find()) {
                return ofRecord(record);
            }
        }
        int at = end(ISO_TIME, text, 0);
        at = end(SYSLOG_TIME, text, at);
        boolean kernel = false;
        if (at > 0) {
            int afterName = end(SYSLOG_KERNEL, text, at);
            kernel = afterName > at;
            at = afterName;
        }
        int afterDate = end(DMESG_DATE, text, at);
        int afterLevel = end(LEVEL, text, afterDate);
        boolean levelled = afterLevel > afterDate;
        kernel |= levelled || afterDate > at;
        return new Opening(afterLevel, kernel, false, levelled, OptionalLong.empty(), "");
    }

    private static Opening ofRecord(Matcher record) {
        int facility = Integer.parseInt(record.group(1)) >> 3;
        String more = record.group(3) == null ? "" : record.group(3);
        Matcher caller = CALLER.matcher(more);
        OptionalLong micros = OptionalLong.of(Long.parseLong(record.group(2)));
        String context = caller.find() ? caller.group(1) : "";
        boolean user = facility != 0;
        return new Opening(record.end(), !user, user, false, micros, context);
    }

    private static int end(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : from;
    }
}
