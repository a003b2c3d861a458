package dev.inquest.crash;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who was running what on which machine, as far as a report's lines say.
record Facts(
        Optional<String> process,
        OptionalInt cpu,
        Optional<String> release,
        Optional<String> build,
        Optional<String> tainted,
        Optional<String> machine,
        boolean kdumpLoaded) {
    private static final Pattern CPU =
            Pattern.compile(
                    "(?:CPU: (\\d{1,5}) .{0,60}?Comm: (.{1,64}?) (?:Kdump: loaded )?)?"
                            + "(?:Not tainted|Tainted: ((?:[A-Z]{1,20} {1,30}){1,20})) {0,30}(\\S+)(?: (#.*))?");
    private static final Pattern TASK = Pattern.compile("INFO: task (.{1,64}):\\d+ ");
    private static final Pattern STUCK =
            Pattern.compile("CPU#(\\d{1,5}) stuck .*\\[(.{1,64}):\\d+\\]");
    private static final Pattern KILLER = Pattern.compile("^(.{1,64}) invoked oom-killer");
    private static final String MACHINE = "Hardware name: ";

    static Facts of(String head, List<String> lines) {
        Optional<Matcher> cpu = find(CPU, lines, "ainted");
        Optional<Matcher> stuck = Optional.of(STUCK.matcher(head)).filter(Matcher::find);
        return new Facts(
                process(head, stuck).or(() -> cpu.flatMap(match -> group(match, 2))),
                number(
                        stuck.flatMap(match -> group(match, 1))
                                .or(() -> cpu.flatMap(match -> group(match, 1)))),
                cpu.flatMap(match -> group(match, 4)),
                cpu.flatMap(match -> group(match, 5)),
                cpu.flatMap(match -> group(match, 3)),
                machine(lines),
                lines.stream().anyMatch(line -> line.contains(" Kdump: loaded ")));
    }

    private static Optional<String> process(String head, Optional<Matcher> stuck) {
        Optional<String> process = stuck.flatMap(match -> group(match, 2));
        return process.or(() -> first(TASK, head)).or(() -> first(KILLER, head));
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

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? group(matcher, 1) : Optional.empty();
    }

    private static Optional<String> group(Matcher match, int group) {
        return Optional.ofNullable(match.group(group))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static OptionalInt number(Optional<String> digits) {
        return digits.isPresent()
                ? OptionalInt.of(Integer.parseInt(digits.get()))
                : OptionalInt.empty();
    }
}
