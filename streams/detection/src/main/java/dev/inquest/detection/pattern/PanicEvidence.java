package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.PodRestart;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.known.PanicFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A panic of a known family in the last log of a container, and how far it accuses a link.
///
/// A log that names the link is strong. One that names no link accuses it only where its owner is
/// known to be absent, and the finding says that the cause is not established.
record PanicEvidence(PodRestart restart, PanicFamily family) {

    /// Whether this panic can be put down to that link.
    boolean fits(Phantom phantom) {
        var named = named();
        return named.isEmpty() ? phantom.ownerAbsent() : named.contains(phantom.name());
    }

    private List<String> named() {
        return family.namedDevices(restart.lastLogLines());
    }

    Stream<Evidence> evidence() {
        return Stream.of(Evidence.of("pod", restart, restart.lastLogLines()));
    }

    /// The case against the link.
    Case accuse(Phantom phantom, Stream<Evidence> evidence) {
        var name = phantom.name();
        var isNamed = !named().isEmpty();
        return new Case(
                PhantomInterfaceCrashloop.ID,
                name,
                isNamed ? Severity.CRITICAL : Severity.ERROR,
                title(name, isNamed),
                narrative(phantom, isNamed),
                Optional.of(restart.workload()),
                evidence.toList(),
                phantom.family().remedies(name));
    }

    private String title(String link, boolean isNamed) {
        return isNamed
                ? "%s crash-loops over the phantom interface %s".formatted(restart.workload(), link)
                : "%s crash-loops, perhaps over the phantom interface %s"
                        .formatted(restart.workload(), link);
    }

    private String narrative(Phantom phantom, boolean isNamed) {
        return "%s crash-loops with a panic over an address (%s): %s. %s It carries no IPv4 address; %s. %s"
                .formatted(
                        restart.workload(),
                        family.explanation(),
                        quoted(),
                        phantom.family().explanation(),
                        owner(phantom),
                        strength(phantom.name(), isNamed));
    }

    /// The panic itself, in the program's own words.
    private String quoted() {
        return family.signs().stream()
                .flatMap(sign ->
                        restart.lastLogLines().stream()
                                .filter(line -> sign.matcher(line).find())
                                .limit(1))
                .findFirst()
                .map(line -> "\"" + line.strip() + "\"")
                .orElse("");
    }

    private static String owner(Phantom phantom) {
        return phantom.ownerAbsent()
                ? "its owner, %s, is not on the node".formatted(phantom.family().owner())
                : "whether its owner is on the node is not known";
    }

    private static String strength(String link, boolean isNamed) {
        return isNamed
                ? "Evidence: its own log names %s.".formatted(link)
                : "Evidence: its log names no link, and this panic has other causes too, so the cause is not established; %s is the left-over on this node."
                        .formatted(link);
    }
}
