package dev.inquest.detection.known;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way in which a program panics over a network address, recognised in the last lines of its log.
///
/// @param id stable name
/// @param signs every one of these must occur in some line
/// @param device finds the link that the log blames; its group 1 is the name
/// @param workloads which workloads it concerns, as a pattern over `kind/name`
/// @param reference where it is documented
public record PanicFamily(
        String id,
        List<Pattern> signs,
        Optional<Pattern> device,
        Pattern workloads,
        String explanation,
        String reference) {

    /// Whether these lines show this panic.
    public boolean matches(String workload, List<String> lines) {
        return workloads.matcher(workload).find()
                && signs.stream()
                        .allMatch(
                                sign -> lines.stream().anyMatch(line -> sign.matcher(line).find()));
    }

    /// The link that the log names, the last if there are many.
    public Optional<String> namedDevice(List<String> lines) {
        return device.flatMap(pattern ->
                lines.stream()
                        .map(pattern::matcher)
                        .filter(Matcher::find)
                        .map(match -> match.group(1))
                        .reduce((_, last) -> last));
    }
}
