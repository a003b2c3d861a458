package dev.inquest.collectors.host;

import java.time.Duration;

/// Tells how long something was held here, also over a restart of the agent.
///
/// Within one boot the uptime decides, which counts on while the host is suspended and knows no
/// steps. What was held in an earlier boot was held at least since this boot; the wall clock may
/// say longer.
///
/// @param bootId this boot
public record Stay(String bootId, Uptime uptime) {

    /// This host's; without `/proc/uptime`, of this process.
    public static Stay of(HostFiles host) {
        var start = System.nanoTime();
        return new Stay(
                BootId.of(host),
                () ->
                        Uptime.read(host)
                                .orElseGet(() -> Duration.ofNanos(System.nanoTime() - start)));
    }

    /// How long ago that was; never negative.
    ///
    /// @param sinceBoot the boot it began in
    /// @param sinceUptime the uptime at which it began
    /// @param byWallClock how long ago it was by a clock that may have been set meanwhile
    public Duration since(String sinceBoot, Duration sinceUptime, Duration byWallClock) {
        var held =
                sinceBoot.equals(bootId)
                        ? uptime.now().minus(sinceUptime)
                        : longer(uptime.now(), byWallClock);
        return longer(held, Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
