package dev.inquest.detection.known;

import java.util.List;
import java.util.Optional;

/// Some kernel releases: from one (which belongs to it) to another (which does not), of some
/// flavours.
///
/// @param flavours such as `generic`; `el9` stands for `el9_4` too; empty stands for all
public record KernelRange(
        Optional<KernelVersion> from, Optional<KernelVersion> before, List<String> flavours) {

    public KernelRange {
        flavours = List.copyOf(flavours);
        if (from.isPresent() && before.isPresent() && from.get().compareTo(before.get()) >= 0) {
            throw new IllegalArgumentException("a range of kernels ends before it begins");
        }
    }

    public boolean contains(KernelVersion kernel) {
        return from.stream().allMatch(first -> first.compareTo(kernel) <= 0)
                && before.stream().allMatch(end -> kernel.compareTo(end) < 0)
                && (flavours.isEmpty() || flavours.stream().anyMatch(name -> fits(name, kernel)));
    }

    private static boolean fits(String name, KernelVersion kernel) {
        var flavour = kernel.flavour();
        return flavour.equals(name)
                || flavour.startsWith(name + "_")
                || flavour.startsWith(name + ".");
    }
}
