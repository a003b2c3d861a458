package dev.inquest.sinks.pagerduty;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells PagerDuty of findings: one alert each, from trigger to resolve.
final class PagerDuty implements Receiver {

    private static final int ACCEPTED = 202;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final PagerDutySettings settings;
    private final URI enqueue;
    private final EventBody body;
    private final Outlet outlet;

    PagerDuty(PagerDutySettings settings, Outlet outlet) {
        this.settings = settings;
        this.enqueue = Outlet.below(settings.url(), "/v2/enqueue");
        this.body = new EventBody(settings.console());
        this.outlet = outlet;
    }

    @Override
    public Interest interest() {
        return new Interest(this::wants, this::mayBeOpen, PagerDuty::gist, this::lanes);
    }

    private boolean wants(Finding finding) {
        return settings.selection().test(finding) && settings.routes().of(finding).isPresent();
    }

    /// To resolve what is not open changes nothing.
    private boolean mayBeOpen(Finding finding) {
        return settings.selection().mayHaveTaken(finding);
    }

    /// An alert is told again when it becomes more or less urgent, much larger, or somebody's.
    private static String gist(Finding finding) {
        return "%s %d %s"
                .formatted(
                        finding.getSeverity(),
                        SizeBand.of(finding.getScope().getNodeCount()),
                        isAcknowledged(finding));
    }

    private static boolean isAcknowledged(Finding finding) {
        return finding.getAcknowledgedBy() != null;
    }

    /// The rate is limited per routing key. Lanes are numbered, because names reach metrics.
    private List<String> lanes(Change change, Finding finding) {
        var all = settings.routes().keys();
        var lanes = keys(change, finding).stream().map(key -> "key-" + all.indexOf(key)).toList();
        return lanes.isEmpty() ? List.of("") : lanes;
    }

    /// One for each request that the notice takes.
    private List<Secret> keys(Change change, Finding finding) {
        if (!change.isOpen()) {
            return settings.routes().everywhere(finding);
        }
        var requests = isAcknowledged(finding) ? 2 : 1;
        return settings.routes().of(finding).stream()
                .flatMap(key -> Collections.nCopies(requests, key).stream())
                .toList();
    }

    @Override
    public List<Answer> tell(List<Notice> notices) throws InterruptedException {
        var answers = new ArrayList<Answer>();
        for (var notice : notices) {
            answers.add(tell(notice));
        }
        return answers;
    }

    private Answer tell(Notice notice) throws InterruptedException {
        var finding = notice.finding();
        if (notice.change() == Change.RESOLVED) {
            return resolve(finding);
        }
        var key = settings.routes().of(finding);
        if (key.isEmpty()) {
            return Answer.accepted();
        }
        var answer = send(EventAction.TRIGGER, finding, key.get());
        return answer instanceof Answer.Accepted && isAcknowledged(finding)
                ? send(EventAction.ACKNOWLEDGE, finding, key.get())
                : answer;
    }

    /// One key that fails keeps no other from being told. If it is to be tried again, all are.
    private Answer resolve(Finding finding) throws InterruptedException {
        var answer = Answer.accepted();
        for (var key : settings.routes().everywhere(finding)) {
            var next = send(EventAction.RESOLVE, finding, key);
            if (next instanceof Answer.Later || answer instanceof Answer.Accepted) {
                answer = next;
            }
        }
        return answer;
    }

    private Answer send(EventAction action, Finding finding, Secret key)
            throws InterruptedException {
        return post(outlet, enqueue, body.of(action, finding, key));
    }

    /// Posts an event of either kind: PagerDuty has it when it says 202, and nothing else.
    static Answer post(Outlet outlet, URI to, byte[] event) throws InterruptedException {
        return outlet.post(to, event, JSON, status -> status == ACCEPTED);
    }

    @Override
    public boolean wakes() {
        return true;
    }

    @Override
    public Optional<Answer> beat() throws InterruptedException {
        return settings.heartbeat().isPresent()
                ? Optional.of(settings.heartbeat().get().beat(outlet))
                : Optional.empty();
    }

    @Override
    public boolean beatsElsewhere() {
        return settings.heartbeat().isPresent();
    }

    @Override
    public void close() {
        outlet.close();
    }

    /// Whatever must not come back in a reason.
    static List<Secret> secrets(PagerDutySettings settings) {
        var secrets = new ArrayList<>(settings.routes().keys());
        settings.heartbeat().map(Heartbeat::url).ifPresent(secrets::add);
        return secrets;
    }
}
