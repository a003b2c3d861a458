package dev.inquest.standalone.demo.stage;

import java.nio.file.Path;
import java.util.Map;

/// How far the console collector has come, so that the story does not run ahead of it.
@FunctionalInterface
public interface ConsoleReading {

    /// Returns once every file is read so far and what was read is published.
    void awaitRead(Map<Path, Long> sizes) throws InterruptedException;
}
