package dev.inquest.standalone.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Knows what the machine calls itself and where it keeps a user's data.
final class ThisHost {

    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private ThisHost() {}

    /// The name as `uname -n` prints it.
    static String name() {
        try {
            if (Files.isReadable(KERNEL_NAME)) {
                return Files.readString(KERNEL_NAME).strip();
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    /// Where a user's data lives, by the XDG convention.
    static Path dataDirectory() {
        return dataDirectory(System.getenv("XDG_DATA_HOME"), home());
    }

    /// What a shell means by `~`, which need not be what the user database says.
    private static String home() {
        var home = System.getenv("HOME");
        return home == null || home.isEmpty() ? System.getProperty("user.home") : home;
    }

    static Path dataDirectory(@Nullable String xdg, String home) {
        var base = xdg == null || xdg.isEmpty() ? Path.of(home, ".local", "share") : Path.of(xdg);
        return base.resolve("inquest");
    }
}
