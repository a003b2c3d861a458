package dev.inquest.collectors.host;

import java.time.Duration;
import java.util.Optional;

/// Tells how long the host has been up, the one clock that kernel stamps can be compared with.
@FunctionalInterface
public interface Uptime {

    Duration now();

    /// Reads `/proc/uptime` once and goes on from there by the monotonic clock, which costs nothing
    /// per record.
    static Uptime of(HostFiles host) {
        var anchor = read(host).orElse(Duration.ZERO);
        var start = System.nanoTime();
        return () -> anchor.plusNanos(System.nanoTime() - start);
    }

    /// What `/proc/uptime` says now.
    static Optional<Duration> read(HostFiles host) {
        return host.text("proc/uptime").flatMap(Uptime::parse);
    }

    /// Parses the text of `/proc/uptime`.
    static Optional<Duration> parse(String text) {
        var space = text.indexOf(' ');
        var seconds = space < 0 ? text : text.substring(0, space);
        if (!seconds.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
    }
}
