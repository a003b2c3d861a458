package dev.inquest.collectors.aftermath;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Where a crash may have left something, and what to do with it.
///
/// @param pstore the kernel's own store, from which reading a file does not remove it
/// @param movedPstore where systemd moves its files at each boot
/// @param crashes where kdump writes, one directory for each dump
/// @param logs logs of the kdump service, which only grow
/// @param state where it is kept what was seen, over a restart
/// @param removePstore whether files of the kernel's own store are removed once Kafka has them: it
///   is small, and a crash that finds it full is lost
/// @param interval how often to look
public record AftermathSettings(
        Path pstore,
        Path movedPstore,
        Path crashes,
        List<Path> logs,
        Path state,
        boolean removePstore,
        Duration interval) {

    public AftermathSettings {
        logs = List.copyOf(logs);
    }

    /// The usual places of a host; nothing is removed.
    ///
    /// @param root where the host's file system is
    public static AftermathSettings of(Path root, Path state) {
        return new AftermathSettings(
                root.resolve("sys/fs/pstore"),
                root.resolve("var/lib/systemd/pstore"),
                root.resolve("var/crash"),
                List.of(root.resolve("var/log/kdump.log"), root.resolve("var/log/kdump-tools.log")),
                state,
                false,
                Duration.ofMinutes(1));
    }

    /// The same, with pstore emptied once Kafka has what was in it, or not.
    public AftermathSettings removingPstore(boolean remove) {
        return new AftermathSettings(pstore, movedPstore, crashes, logs, state, remove, interval);
    }
}
