package dev.inquest.crash;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who was running what on which machine, as far as a report's lines say.
record Facts(
        Optional<String> process,
        OptionalInt pid,
        OptionalInt cpu,
        Optional<String> registers,
        Optional<String> release,
        Optional<String> build,
        Optional<String> tainted,
        Optional<String> machine,
        boolean kdumpLoaded) {
    private static final int LONGEST_REGISTERS = 200;
    private static final Pattern CPU =
            Pattern.compile(
                    "(?:CPU: (?<cpu>\\d{1,5}) .{0,60}?PID: (?<pid>\\d{1,9}) Comm: (?<comm>.{1,64}?) (?:Kdump: loaded )?"
                            + "|Pid: (?<oldpid>\\d{1,9}), comm: (?<oldcomm>.{1,64}?) )?"
                            + "(?:Not tainted|Tainted: (?<tainted>(?:[A-Z]{1,20} {1,30}){1,20})) {0,30}(?<release>\\S+)(?: (?<build>#.*))?");
    private static final Pattern TASK = Pattern.compile("INFO: task (.{1,64}):(\\d{1,9}) ");
    private static final Pattern STUCK =
            Pattern.compile("CPU#(\\d{1,5}) stuck .*\\[(.{1,64}):(\\d{1,9})\\]");
    private static final Pattern KILLER = Pattern.compile("^(.{1,64}) invoked oom-killer");
    private static final String MACHINE = "Hardware name: ";

    static Facts of(String head, List<String> lines) {
        Optional<Matcher> line = find(CPU, lines, "ainted");
        Optional<Matcher> stuck = match(STUCK, head);
        Optional<Matcher> task = match(TASK, head);
        boolean named = stuck.isPresent() || task.isPresent();
        return new Facts(
                group(stuck, 2)
                        .or(() -> group(task, 1))
                        .or(() -> group(match(KILLER, head), 1))
                        .or(() -> named(line, "comm"))
                        .or(() -> named(line, "oldcomm")),
                number(
                        named
                                ? group(stuck, 3).or(() -> group(task, 2))
                                : named(line, "pid").or(() -> named(line, "oldpid"))),
                number(group(stuck, 1).or(() -> named(line, "cpu"))),
                registers(lines),
                named(line, "release"),
                named(line, "build"),
                named(line, "tainted"),
                machine(lines),
                lines.stream().anyMatch(text -> text.contains(" Kdump: loaded ")));
    }

    private static Optional<String> registers(List<String> lines) {
        return lines.stream()
                .filter(line -> !Frame.isUserPointer(line) && Frame.pointer(line).isPresent())
                .map(String::strip)
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_REGISTERS)))
                .findFirst();
    }

    private static Optional<String> machine(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(MACHINE))
                .map(line -> line.substring(MACHINE.length()).strip())
                .findFirst();
    }

    private static Optional<Matcher> find(Pattern pattern, List<String> lines, String word) {
        return lines.stream()
                .filter(line -> line.contains(word))
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst();
    }

    private static Optional<Matcher> match(Pattern pattern, String text) {
        return Optional.of(pattern.matcher(text)).filter(Matcher::find);
    }

    private static Optional<String> group(Optional<Matcher> match, int group) {
        return match.flatMap(found -> told(found.group(group)));
    }

    private static Optional<String> named(Optional<Matcher> match, String group) {
        return match.flatMap(found -> told(found.group(group)));
    }

    private static Optional<String> told(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(word -> !word.isEmpty());
    }

    private static OptionalInt number(Optional<String> digits) {
        return digits.isPresent()
                ? OptionalInt.of(Integer.parseInt(digits.get()))
                : OptionalInt.empty();
    }
}
