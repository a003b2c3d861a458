package dev.inquest.standalone.demo.fleet;

import java.util.ArrayList;
import java.util.List;

/// A kernel that part of the fleet runs.
///
/// @param share how many of fifty nodes run it, in every zone alike
public record Kernel(String release, String distro, String distroVersion, int share) {

    /// The kernel whose nodes die.
    public static final Kernel BAD = ubuntu("5.15.0-91-generic", 4);

    /// The kernel that is the remedy.
    public static final Kernel FIXED = ubuntu("5.15.0-112-generic", 20);

    static final List<Kernel> ALL =
            List.of(
                    BAD,
                    FIXED,
                    ubuntu("5.15.0-105-generic", 14),
                    new Kernel("6.1.0-21-amd64", "debian", "12", 7),
                    new Kernel("6.8.0-40-generic", "ubuntu", "24.04", 5));

    private static Kernel ubuntu(String release, int share) {
        return new Kernel(release, "ubuntu", "22.04", share);
    }

    /// The kernels of one zone with so many nodes.
    static List<Kernel> ofZone(int nodes) {
        var kernels = new ArrayList<Kernel>(nodes);
        for (var kernel : ALL) {
            for (var i = 0; i < Math.round(kernel.share * nodes / 50.0); i++) {
                kernels.add(kernel);
            }
        }
        while (kernels.size() < nodes) {
            kernels.add(FIXED);
        }
        return kernels.subList(0, nodes);
    }
}
