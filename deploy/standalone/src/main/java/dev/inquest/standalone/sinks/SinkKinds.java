package dev.inquest.standalone.sinks;

import dev.inquest.sinks.alertmanager.AlertmanagerKind;
import dev.inquest.sinks.otlp.OtlpKind;
import dev.inquest.sinks.pagerduty.PagerDutyKind;
import dev.inquest.sinks.plan.SinkKind;
import dev.inquest.sinks.webhook.WebhookKind;
import dev.inquest.standalone.telemetry.HostName;
import dev.inquest.telemetry.ReportSettings;
import java.util.List;

/// Every kind of sink that `sinks.yaml` and `./inquest sink` know.
public final class SinkKinds {

    private static final List<SinkKind> ALL =
            List.of(
                    new PagerDutyKind(),
                    new AlertmanagerKind(),
                    new WebhookKind(),
                    new OtlpKind(ReportSettings.identity("sink", HostName.get())));

    private SinkKinds() {}

    public static List<SinkKind> all() {
        return ALL;
    }
}
