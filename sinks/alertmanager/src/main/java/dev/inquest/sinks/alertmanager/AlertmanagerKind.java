package dev.inquest.sinks.alertmanager;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.settings.Section;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.http.Outlet;
import dev.inquest.sinks.plan.Common;
import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.Secrets;
import dev.inquest.sinks.plan.Selection;
import dev.inquest.sinks.plan.SinkKind;
import java.time.Duration;
import java.util.Optional;

/// `kind: alertmanager` in `sinks.yaml`.
public final class AlertmanagerKind implements SinkKind {

    private static final Duration RESEND_EVERY = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public String description() {
        return "findings as alerts of a Prometheus Alertmanager (API v2)";
    }

    @Override
    public Optional<PlannedSink> read(Section section, Common common) {
        var url = section.parsed("url", Common::base);
        if (url.isEmpty() && section.isFaultless()) {
            section.refuse("url", "is missing");
        }
        var selection = Common.selection(section, Selection.paging(Severity.INFO));
        var resendEvery =
                section.duration(
                        "resend-every", RESEND_EVERY, Duration.ofSeconds(1), Duration.ofHours(1));
        var authorization = Secrets.header(section, "authorization");
        var beats = section.flag("heartbeat", false);
        var heartbeatUrl = Heartbeat.read(section);
        var how = common.settings(section, Pace.DEFAULT);
        return url.map(address -> {
            var settings =
                    new AlertmanagerSettings(
                            common.name(),
                            address,
                            selection,
                            resendEvery,
                            common.console(),
                            authorization,
                            beats ? Optional.of(how.beatEvery()) : Optional.empty(),
                            heartbeatUrl);
            return new PlannedSink(
                    how,
                    name(),
                    String.valueOf(address.getHost()),
                    true,
                    clock ->
                            new Alertmanager(
                                    settings,
                                    new Outlet(clock, Alertmanager.secrets(settings)),
                                    clock));
        });
    }
}
