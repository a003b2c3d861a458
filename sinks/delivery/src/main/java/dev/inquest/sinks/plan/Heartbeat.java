package dev.inquest.sinks.plan;

import dev.inquest.settings.Section;
import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// An address that raises an alarm when nobody calls it for a while: a dead-man's switch, for
/// receivers that have none. Such addresses work like keys, so they are secrets.
public record Heartbeat(Secret url) {

    /// `heartbeat-url: ${VARIABLE}` or `heartbeat-url-file`.
    public static Optional<Heartbeat> read(Section section) {
        var url = Secrets.read(section, "heartbeat-url");
        try {
            url.ifPresent(secret -> Common.http(secret.reveal()));
            return url.map(Heartbeat::new);
        } catch (IllegalArgumentException e) {
            section.refuse("heartbeat-url", "must hold an address over http");
            return Optional.empty();
        }
    }

    /// Calls it once.
    public Answer beat(Outlet outlet) throws InterruptedException {
        return outlet.post(URI.create(url.reveal()), new byte[0], Map.of());
    }
}
