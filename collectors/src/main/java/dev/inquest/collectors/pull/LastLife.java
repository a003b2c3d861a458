package dev.inquest.collectors.pull;

import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal.Booted;
import java.time.Instant;
import java.util.List;

/// Finds where the present life of a node begins in a console that shows several: what stands
/// before the last boot happened to an earlier one.
///
/// A capture kernel's boot belongs to the life that crashed.
final class LastLife {

    private static final String BANNER = "Linux version ";

    private LastLife() {}

    static List<String> of(List<String> lines) {
        var reader = new CrashReader("last-life");
        var start = new int[1];
        var banner = 0;
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(BANNER)) {
                banner = i;
            }
            var latest = banner;
            reader.line(
                    Instant.EPOCH,
                    lines.get(i),
                    signal -> {
                        if (signal instanceof Booted) {
                            start[0] = latest;
                        }
                    });
        }
        var latest = banner;
        reader.end(signal -> {
            if (signal instanceof Booted) {
                start[0] = latest;
            }
        });
        return lines.subList(start[0], lines.size());
    }
}
