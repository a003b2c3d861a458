package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.forecast.Guidance;
import dev.inquest.detection.forecast.PanicForecast;
import dev.inquest.detection.node.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The memory that was kept for a node's capture kernel: asked for, really reserved, and what its
/// distribution's own table says.
///
/// @param asked the value of `crashkernel=`, empty when it is not known
/// @param bytes really reserved, if that is known
record Reservation(String asked, Optional<Long> bytes, Optional<Guidance> table) {

    private static final Pattern PARAMETER = Pattern.compile("\\bcrashkernel=(\\S+)");

    static Reservation of(Node node, String commandLine, CrashDumpGuide guide) {
        var facts = node.attributes().merged();
        var fact = facts.getOrDefault("crashkernel", "");
        var match = PARAMETER.matcher(commandLine);
        var asked = fact.isEmpty() && match.find() ? match.group(1) : fact;
        var size = facts.getOrDefault("kexec_crash_size", "");
        return new Reservation(
                asked,
                size.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(size)) : Optional.empty(),
                PanicForecast.of(facts, guide).guidance());
    }

    /// In few words, the same on all nodes with the same reservation.
    String size() {
        return bytes.filter(size -> size > 0)
                .map(size -> (size >> 20) + "M reserved")
                .orElseGet(() -> asked.isEmpty() ? "" : "crashkernel=" + asked);
    }

    String sentence() {
        var words = new StringBuilder();
        if (!asked.isEmpty()) {
            words.append(" It was booted with crashkernel=").append(asked);
            bytes.ifPresent(
                    size -> words.append(", which reserved ").append(size >> 20).append('M'));
            words.append('.');
        }
        table.ifPresent(row ->
                words.append(" The distribution's own table says ")
                        .append(row.quote())
                        .append('.'));
        return words.toString();
    }

    Remedy remedy() {
        var now = size().isEmpty() ? "" : " (now %s)".formatted(size());
        return new Remedy(
                "Reserve more memory for the capture kernel%s, so that a panic ends in a dump and a reboot; power-cycle this node if it hangs."
                        .formatted(now),
                List.of(
                        "kdump-config show    # Debian, Ubuntu: prints the suggested size",
                        "kdumpctl estimate    # RHEL, Fedora: reserved against recommended"),
                "The reservation is taken from the memory of workloads and needs a reboot.",
                "https://docs.kernel.org/admin-guide/kdump/kdump.html");
    }
}
