package dev.inquest.collectors.kernel;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where reading ended: sequence numbers mean something within one boot only.
///
/// @param next the first sequence number that was not delivered yet
record KmsgPosition(String bootId, long next) {

    /// The position of this boot; empty when none is kept or it is another boot's.
    static Optional<KmsgPosition> read(StateFile file, String bootId) {
        var lines = file.read();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var parts = lines.getFirst().split(" ", 3);
        if (parts.length != 2 || !parts[0].equals(bootId) || !parts[1].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new KmsgPosition(bootId, Long.parseLong(parts[1])));
    }

    void write(StateFile file) throws IOException {
        file.write(List.of(bootId + " " + next));
    }
}
