package dev.inquest.detection.forecast;

import java.util.List;

/// How much memory one release of a distribution reserves, or tells its users to reserve, for the
/// capture kernel.
///
/// @param distros whose, as `ID` of os-release
/// @param since the first version it holds for
/// @param until the first version it no longer holds for; empty when it still does
/// @param archs machine architectures, as `uname -m` says
/// @param flavour what the kernel's release must end with, such as `64k`; empty fits all
/// @param source in a few words, for quoting
public record ReservationTable(
        String id,
        List<String> distros,
        String since,
        String until,
        List<String> archs,
        String flavour,
        CrashkernelRanges ranges,
        String source,
        String reference) {

    public ReservationTable {
        distros = List.copyOf(distros);
        archs = List.copyOf(archs);
    }

    /// Whether it is about this distribution on this architecture, of whatever version.
    boolean isAbout(CrashFacts node) {
        return distros.contains(node.distro())
                && archs.contains(node.arch())
                && node.release().endsWith(flavour);
    }

    /// Whether it is the node's own.
    boolean isOf(CrashFacts node) {
        if (!isAbout(node) || node.distroVersion().isEmpty()) {
            return false;
        }
        var version = DottedVersion.of(node.distroVersion());
        return version.compareTo(DottedVersion.of(since)) >= 0
                && (until.isEmpty() || version.compareTo(DottedVersion.of(until)) < 0);
    }
}
