package dev.inquest.standalone.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this machine, or this container, calls itself, without asking a name server.
public final class HostName {

    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    public static String get() {
        try {
            return Files.readString(KERNEL_NAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
