package dev.inquest.detection.known;

import dev.inquest.detection.cases.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator knows to be wrong with some kernels. It is always the operator's own knowledge:
/// Inquest ships none, because no public list says which kernels hang.
///
/// @param distros as `ID` of os-release; empty fits all
/// @param fixedIn the release that mends it; empty when none does yet
public record Advisory(
        String id,
        String title,
        List<String> distros,
        List<KernelRange> kernels,
        String fixedIn,
        String explanation,
        String reference) {

    public Advisory {
        distros = List.copyOf(distros);
        kernels = List.copyOf(kernels);
        if (id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("an advisory needs an id and a title");
        }
        if (kernels.isEmpty()) {
            throw new IllegalArgumentException("advisory " + id + " names no kernels");
        }
    }

    /// Whether a node with these facts runs such a kernel.
    public boolean concerns(Map<String, String> facts) {
        var distro = facts.getOrDefault("distro", "");
        return (distros.isEmpty() || distros.contains(distro))
                && kernel(facts).stream()
                        .anyMatch(kernel ->
                                kernels.stream().anyMatch(range -> range.contains(kernel)));
    }

    private static Optional<KernelVersion> kernel(Map<String, String> facts) {
        try {
            return Optional.ofNullable(facts.get("kernel_release")).map(KernelVersion::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What to do about it.
    public Remedy remedy() {
        var text =
                fixedIn.isEmpty()
                        ? "No kernel is known that mends it; follow the advisory."
                        : "Upgrade the kernel to %s or later, and reboot.".formatted(fixedIn);
        return new Remedy(
                text, List.of(), "It is another kernel: try it on a few nodes first.", reference);
    }
}
