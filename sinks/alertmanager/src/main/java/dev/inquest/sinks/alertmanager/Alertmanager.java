package dev.inquest.sinks.alertmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells an Alertmanager of findings. It forgets what it is not told again, so open findings are
/// repeated, each time with an end that several repetitions may miss.
final class Alertmanager implements Receiver {

    private static final int BATCH = 64;
    private static final int MISSED_REPETITIONS = 4;
    private static final Set<Integer> ABOUT_CONTENT = Set.of(400, 413, 422);

    private final AlertmanagerSettings settings;
    private final URI alerts;
    private final Outlet outlet;
    private final InstantSource clock;
    private final SeveritiesTold severities = new SeveritiesTold();

    Alertmanager(AlertmanagerSettings settings, Outlet outlet, InstantSource clock) {
        this.settings = settings;
        this.alerts = Outlet.below(settings.url(), "/api/v2/alerts");
        this.outlet = outlet;
        this.clock = clock;
    }

    @Override
    public Interest interest() {
        // An end without a beginning changes nothing there.
        return Interest.everyRevisionOf(settings.selection())
                .orMayBeOpen(settings.selection()::mayHaveTaken);
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Optional<Duration> reminders() {
        return Optional.of(settings.resendEvery());
    }

    @Override
    public boolean wakes() {
        return true;
    }

    /// One bad alert makes Alertmanager refuse the whole batch: it is halved until that one stands
    /// alone.
    @Override
    public List<Answer> tell(List<Notice> notices) throws InterruptedException {
        var now = clock.instant();
        var answer =
                post(notices.stream().flatMap(notice -> alerts(notice, now).stream()).toList());
        switch (answer) {
            case Answer.Accepted _ -> notices.forEach(severities::accepted);
            case Answer.Later _ -> notices.forEach(severities::unanswered);
            case Answer.Refused _ -> {}
        }
        if (!isOneBad(answer) || notices.size() == 1) {
            return Collections.nCopies(notices.size(), answer);
        }
        var half = notices.size() / 2;
        var answers = new ArrayList<>(tell(notices.subList(0, half)));
        answers.addAll(tell(notices.subList(half, notices.size())));
        return answers;
    }

    /// Any other refusal is about all of them, such as a missing password.
    private static boolean isOneBad(Answer answer) {
        return answer instanceof Answer.Refused refused && ABOUT_CONTENT.contains(refused.status());
    }

    private List<ObjectNode> alerts(Notice notice, Instant now) {
        var alerts = new ArrayList<ObjectNode>();
        var severity = notice.finding().getSeverity();
        if (notice.change().isOpen()) {
            var lasts = settings.resendEvery().multipliedBy(MISSED_REPETITIONS);
            alerts.add(alert(notice, severity, now, now.plus(lasts)));
        } else {
            alerts.add(alert(notice, severity, now, now));
        }
        if (notice.change() != Change.REMINDED) {
            severities.endedBy(notice).forEach(ended -> alerts.add(alert(notice, ended, now, now)));
        }
        return alerts;
    }

    private ObjectNode alert(Notice notice, Severity severity, Instant now, Instant endsAt) {
        return Alert.of(notice.finding(), severity, now, endsAt, settings.console());
    }

    private Answer post(List<ObjectNode> alerts) throws InterruptedException {
        var array = JsonNodeFactory.instance.arrayNode();
        alerts.forEach(array::add);
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        settings.authorization().ifPresent(secret -> headers.put("Authorization", secret.reveal()));
        var body = array.toString().getBytes(StandardCharsets.UTF_8);
        return outlet.post(this.alerts, body, headers);
    }

    @Override
    public Optional<Answer> beat() throws InterruptedException {
        if (settings.heartbeatUrl().isPresent()) {
            return Optional.of(settings.heartbeatUrl().get().beat(outlet));
        }
        if (settings.heartbeat().isEmpty()) {
            return Optional.empty();
        }
        var lasts = settings.heartbeat().get().multipliedBy(MISSED_REPETITIONS);
        return Optional.of(post(List.of(Alert.alive(settings.name(), clock.instant(), lasts))));
    }

    @Override
    public boolean beatsElsewhere() {
        return settings.heartbeatUrl().isPresent();
    }

    @Override
    public void close() {
        outlet.close();
    }

    static List<Secret> secrets(AlertmanagerSettings settings) {
        var secrets = new ArrayList<Secret>();
        settings.authorization().ifPresent(secrets::add);
        settings.heartbeatUrl().map(Heartbeat::url).ifPresent(secrets::add);
        return secrets;
    }
}
