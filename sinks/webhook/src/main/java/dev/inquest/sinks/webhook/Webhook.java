package dev.inquest.sinks.webhook;

import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Posts findings to an address, each revision once: a receiver tells repetitions by the header
/// `Idempotency-Key`.
final class Webhook implements Receiver {

    private final WebhookSettings settings;
    private final Outlet outlet;
    private final InstantSource clock;

    Webhook(WebhookSettings settings, Outlet outlet, InstantSource clock) {
        this.settings = settings;
        this.outlet = outlet;
        this.clock = clock;
    }

    @Override
    public Interest interest() {
        var interest = Interest.everyRevisionOf(settings.selection());
        // A program passes over the end of what it does not know; people would wonder.
        return settings.format() instanceof CloudEvent
                ? interest.orMayBeOpen(settings.selection()::mayHaveTaken)
                : interest;
    }

    @Override
    public List<Answer> tell(List<Notice> notices) throws InterruptedException {
        var answers = new ArrayList<Answer>();
        for (var notice : notices) {
            var body = settings.format().body(notice).toString();
            answers.add(post(notice.idempotencyKey(), settings.format().contentType(), body));
        }
        return answers;
    }

    private Answer post(String id, String type, String text) throws InterruptedException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put("Idempotency-Key", id);
        settings.authorization().ifPresent(secret -> headers.put("Authorization", secret.reveal()));
        settings.signature()
                .ifPresent(
                        signature -> headers.putAll(signature.headers(id, clock.instant(), body)));
        return outlet.post(URI.create(settings.url().reveal()), body, Map.copyOf(headers));
    }

    @Override
    public boolean wakes() {
        return settings.wakes();
    }

    @Override
    public Optional<Answer> beat() throws InterruptedException {
        if (settings.heartbeatUrl().isPresent()) {
            return Optional.of(settings.heartbeatUrl().get().beat(outlet));
        }
        if (!settings.heartbeat()) {
            return Optional.empty();
        }
        var event = CloudEvent.heartbeat(settings.name(), clock.instant());
        return Optional.of(
                post(event.get("id").asText(), new CloudEvent().contentType(), event.toString()));
    }

    @Override
    public boolean beatsElsewhere() {
        return settings.heartbeatUrl().isPresent();
    }

    @Override
    public void close() {
        outlet.close();
    }

    static List<Secret> secrets(WebhookSettings settings) {
        var secrets = new ArrayList<Secret>();
        secrets.add(settings.url());
        settings.authorization().ifPresent(secrets::add);
        settings.signature().map(Signature::secret).ifPresent(secrets::add);
        settings.heartbeatUrl().map(Heartbeat::url).ifPresent(secrets::add);
        return secrets;
    }
}
