package dev.inquest.sinks.webhook;

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
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.util.Optional;

/// `kind: webhook` in `sinks.yaml`.
public final class WebhookKind implements SinkKind {

    private static final Pace SLACK = Pace.DEFAULT.limitedTo(50, 5);

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String description() {
        return "findings as CloudEvents, or as messages for Slack";
    }

    @Override
    public Optional<PlannedSink> read(Section section, Common common) {
        var slack = section.parsed("format", WebhookKind::isSlack).orElse(false);
        var url = url(section);
        var selection = Common.selection(section, Selection.paging(Severity.INFO));
        var wakes = section.flag("wakes", true);
        var authorization = Secrets.header(section, "authorization");
        var signature = signature(section);
        var heartbeat = section.flag("heartbeat", false);
        if (heartbeat && slack) {
            section.refuse("heartbeat", "would fill the channel; use heartbeat-url");
        }
        var heartbeatUrl = Heartbeat.read(section);
        var how = common.settings(section, slack ? SLACK : Pace.DEFAULT);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        var format = slack ? new SlackMessage(common.console()) : new CloudEvent();
        var settings =
                new WebhookSettings(
                        common.name(),
                        url.get(),
                        format,
                        selection,
                        wakes,
                        authorization,
                        signature,
                        heartbeat,
                        heartbeatUrl);
        var host = String.valueOf(URI.create(url.get().reveal()).getHost());
        return Optional.of(
                new PlannedSink(
                        how,
                        name(),
                        host,
                        wakes,
                        clock ->
                                new Webhook(
                                        settings,
                                        new Outlet(clock, Webhook.secrets(settings)),
                                        clock)));
    }

    private static boolean isSlack(String text) {
        return switch (text) {
            case "cloudevents" -> false;
            case "slack" -> true;
            default -> throw new IllegalArgumentException("cloudevents or slack");
        };
    }

    /// An address without a secret in it may stand in the settings as it is.
    private static Optional<Secret> url(Section section) {
        var plain = section.text("url").filter(text -> !text.startsWith("$"));
        var url = plain.map(Secret::new).or(() -> Secrets.read(section, "url"));
        if (url.isEmpty() && section.isFaultless()) {
            section.refuse("url", "is missing: url or url-file");
        }
        try {
            url.ifPresent(secret -> Common.http(secret.reveal()));
            return url;
        } catch (IllegalArgumentException e) {
            section.refuse("url", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Signature> signature(Section section) {
        var signature = Secrets.read(section, "signing-secret").map(Signature::new);
        try {
            signature.ifPresent(Signature::check);
        } catch (IllegalArgumentException e) {
            section.refuse("signing-secret", String.valueOf(e.getMessage()));
        }
        return signature;
    }
}
