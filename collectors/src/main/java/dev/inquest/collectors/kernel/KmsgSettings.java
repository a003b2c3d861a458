package dev.inquest.collectors.kernel;

import java.nio.file.Path;
import java.time.Duration;

/// How `/dev/kmsg` is read.
///
/// @param device the device
/// @param positionFile where the position is kept over a restart
/// @param history how far back a first start publishes what this boot has said
/// @param retry how long to wait at most before a device that cannot be read is tried again
public record KmsgSettings(Path device, Path positionFile, Duration history, Duration retry) {

    /// The last 15 minutes, and a new attempt at least every 30 seconds.
    public static KmsgSettings of(Path device, Path positionFile) {
        return new KmsgSettings(
                device, positionFile, Duration.ofMinutes(15), Duration.ofSeconds(30));
    }
}
