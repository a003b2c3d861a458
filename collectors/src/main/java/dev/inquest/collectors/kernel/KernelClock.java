package dev.inquest.collectors.kernel;

import dev.inquest.collectors.host.Uptime;
import java.time.Duration;

/// Tells how old a kernel record is, although the kernel's stamps drift away from the uptime by
/// minutes over months.
///
/// A record that a reader had to wait for is fresh: it shows how far the two clocks are apart.
final class KernelClock {

    private final Uptime uptime;
    private Duration apart = Duration.ZERO;

    KernelClock(Uptime uptime) {
        this.uptime = uptime;
    }

    /// This record arrived while we waited for it.
    void fresh(long micros) {
        apart = uptime.now().minus(micros(micros));
    }

    /// How long ago a record was stamped, never negative.
    Duration age(long micros) {
        var age = uptime.now().minus(micros(micros)).minus(apart);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static Duration micros(long micros) {
        return Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1000);
    }
}
