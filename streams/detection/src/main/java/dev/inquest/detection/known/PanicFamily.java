package dev.inquest.detection.known;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A way in which a program panics over a network address, recognised in the last lines of its log.
///
/// @param id stable name
/// @param signs every one of these must occur in some line
/// @param devices find the links that the log blames, the strongest witness first: group 1 is a
///   name or a list of names
/// @param workloads which workloads it concerns, as a pattern over `kind/name`
/// @param reference where it is documented
public record PanicFamily(
        String id,
        List<Pattern> signs,
        List<Pattern> devices,
        Pattern workloads,
        String explanation,
        String reference) {

    private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s,\"'\\[\\]]+");

    /// Whether these lines show this panic.
    public boolean matches(String workload, List<String> lines) {
        return workloads.matcher(workload).find()
                && signs.stream()
                        .allMatch(
                                sign -> lines.stream().anyMatch(line -> sign.matcher(line).find()));
    }

    /// The links that the log names, by its strongest witness and there by its last line; empty
    /// when it names none.
    public List<String> namedDevices(List<String> lines) {
        return devices.stream()
                .map(device -> lastFound(device, lines))
                .flatMap(Optional::stream)
                .findFirst()
                .map(found -> BETWEEN_NAMES.splitAsStream(found).filter(n -> !n.isEmpty()).toList())
                .orElse(List.of());
    }

    private static Optional<String> lastFound(Pattern device, List<String> lines) {
        return lines.reversed().stream()
                .map(device::matcher)
                .filter(match -> match.find() && match.group(1) != null)
                .map(match -> match.group(1))
                .findFirst();
    }
}
