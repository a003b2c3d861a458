package dev.inquest.sinks.pagerduty;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.settings.Section;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.plan.Beside;
import dev.inquest.sinks.plan.Common;
import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.Secrets;
import dev.inquest.sinks.plan.Selection;
import dev.inquest.sinks.plan.SinkKind;
import dev.inquest.telemetry.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// `kind: pagerduty` in `sinks.yaml`.
public final class PagerDutyKind implements SinkKind {

    private static final int MOST_ROUTES = 200;
    private static final Pace PACE =
            new Pace(
                    Limits.PER_MINUTE,
                    Limits.BURST,
                    4,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(2),
                    Duration.ofHours(6));

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public String description() {
        return "findings that page, as PagerDuty alerts (Events API v2)";
    }

    @Override
    public Optional<PlannedSink> read(Section section, Common common) {
        var url = section.parsed("url", Common::base).orElse(PagerDutySettings.USUAL_URL);
        var selection = selection(section);
        var key = routingKey(section);
        var routes = section.sections("routes", MOST_ROUTES, PagerDutyKind::route);
        var heartbeat = Heartbeat.read(section);
        var changes = section.flag("change-events", false);
        var how = common.settings(section, PACE);
        if (key.isEmpty() && routes.isEmpty() && section.isFaultless()) {
            section.refuse("routing-key", "is missing: routing-key, routing-key-file or routes");
        }
        var settings =
                new PagerDutySettings(
                        url,
                        selection,
                        new Routes(routes, key),
                        common.console(),
                        heartbeat,
                        changes);
        return Optional.of(
                new PlannedSink(
                        how,
                        name(),
                        String.valueOf(url.getHost()),
                        true,
                        clock ->
                                new PagerDuty(
                                        settings, new Outlet(clock, PagerDuty.secrets(settings))),
                        beside(settings)));
    }

    private static Optional<Beside> beside(PagerDutySettings settings) {
        return settings.changes()
                ? Optional.of(
                        (source, clock, lead) -> ChangeEvents.start(settings, source, clock, lead))
                : Optional.empty();
    }

    /// Only what may wake somebody is ever sent.
    private static Selection selection(Section section) {
        var severity = Common.severity(section).orElse(Severity.ERROR);
        return new Selection(
                false,
                severity,
                Set.copyOf(section.texts("clusters")),
                Set.copyOf(section.texts("patterns")));
    }

    private static Optional<Route> route(Section section) {
        var selection =
                new Selection(
                        true,
                        Common.severity(section).orElse(Severity.INFO),
                        Set.copyOf(section.texts("clusters")),
                        Set.copyOf(section.texts("patterns")));
        var key = routingKey(section);
        if (key.isEmpty() && section.isFaultless()) {
            section.refuse("routing-key", "is missing: routing-key or routing-key-file");
        }
        return key.map(found -> new Route(selection, found));
    }

    private static Optional<Secret> routingKey(Section section) {
        var key = Secrets.read(section, "routing-key");
        if (key.filter(found -> found.reveal().length() != Limits.ROUTING_KEY).isPresent()) {
            section.refuse("routing-key", "must have %d characters".formatted(Limits.ROUTING_KEY));
        }
        return key;
    }
}
