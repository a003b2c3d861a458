package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.aftermath.Leftovers.Leftover;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// What kdump wrote for one crash: the dead kernel's log, the capture kernel's own log, and the
/// dump.
///
/// @param logs kernel logs, in the order in which they should be read
/// @param dumps complete dumps
/// @param incomplete dumps that were begun and not completed
record CrashDirectory(
        Path path, List<Leftover> logs, List<Leftover> dumps, List<Leftover> incomplete) {

    /// Debian, Ubuntu: `dmesg.STAMP`, `dump.STAMP`, `dump-incomplete`. Red Hat: `vmcore-dmesg.txt`,
    /// `kexec-dmesg.log`, `vmcore`, `vmcore-incomplete`.
    static List<CrashDirectory> of(Leftovers leftovers) {
        var byDirectory = new LinkedHashMap<Path, List<Leftover>>();
        for (var file : leftovers.files()) {
            var directory = Objects.requireNonNullElse(file.path().getParent(), file.path());
            byDirectory.computeIfAbsent(directory, _ -> new ArrayList<>()).add(file);
        }
        return byDirectory.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CrashDirectory of(Path path, List<Leftover> files) {
        var logs =
                new ArrayList<>(files.stream().filter(CrashDirectory::isDeadKernelsLog).toList());
        logs.addAll(files.stream().filter(file -> file.name().equals("kexec-dmesg.log")).toList());
        var dumps = files.stream().filter(CrashDirectory::isDump).toList();
        return new CrashDirectory(
                path,
                List.copyOf(logs),
                dumps.stream().filter(dump -> !isIncomplete(dump)).toList(),
                dumps.stream().filter(CrashDirectory::isIncomplete).toList());
    }

    private static boolean isDeadKernelsLog(Leftover file) {
        return file.name().startsWith("dmesg") || file.name().startsWith("vmcore-dmesg");
    }

    private static boolean isDump(Leftover file) {
        return (file.name().startsWith("vmcore") || file.name().startsWith("dump"))
                && !file.name().contains("dmesg");
    }

    private static boolean isIncomplete(Leftover file) {
        return file.name().contains("incomplete");
    }
}
