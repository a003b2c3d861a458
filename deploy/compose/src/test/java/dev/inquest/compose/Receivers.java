package dev.inquest.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.standin.AlertBook.Alert;
import dev.inquest.sinks.standin.StrictPagerDuty;
import dev.inquest.sinks.webhook.standin.Posted;
import dev.inquest.sinks.webhook.standin.StrictWebhook;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.receiver.StrictReceiver;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the sinks in containers call on this machine: strict stand-ins for PagerDuty, an
/// OpenTelemetry collector and somebody's webhook.
record Receivers(StrictPagerDuty pagerDuty, StrictWebhook webhook, StrictReceiver collector)
        implements AutoCloseable {

    static final String ROUTING_KEY = "0123456789abcdef0123456789ABCDEF";

    /// What PagerDuty takes of one key in a minute, as it documents.
    private static final int A_MINUTE = 120;

    /// Starts them where containers can call them.
    static Receivers start(InetAddress address) throws IOException {
        return new Receivers(
                StrictPagerDuty.startAt(address, A_MINUTE, Duration.ofMinutes(1)),
                StrictWebhook.startAt(address),
                StrictReceiver.startAt(address, Endpoint.Protocol.HTTP));
    }

    /// How the compose file is told of them.
    Map<String, String> variables() {
        return Map.of(
                "INQUEST_PAGERDUTY_URL", pagerDuty.url().toString(),
                "INQUEST_PAGERDUTY_KEY", ROUTING_KEY,
                "INQUEST_WEBHOOK_URL", webhook.url().toString(),
                "INQUEST_OTLP_URL", collector.endpoint().url().toString(),
                "INQUEST_PAGE", "true");
    }

    /// Each finding that pages has one open alert.
    void pagerDutyHas(Collection<Finding> paging) {
        var one = paging.stream().map(Finding::getId).collect(Collectors.toMap(id -> id, _ -> 1));
        var alerts = new TreeMap<String, Integer>();
        pagerDuty
                .alerts()
                .forEach((String key, Alert alert) -> {
                    if (alert.open()) {
                        alerts.put(id(key), alert.opened());
                    }
                });
        assertThat(alerts).as("alerts in PagerDuty").containsExactlyInAnyOrderEntriesOf(one);
        assertThat(pagerDuty.faults()).isEmpty();
    }

    private static String id(String dedupKey) {
        return dedupKey.replace("inquest/", "").replace('/', '-');
    }

    /// The webhook was told the last revision of every finding, and none after a later one.
    void webhookHas(Map<String, Finding> latest) {
        told("webhook", webhook.posted().stream().map(Posted::idempotencyKey), latest);
    }

    /// The collector was told the last revision of every finding, and none after a later one.
    void collectorHas(Map<String, Finding> latest) {
        told("OTLP", collector.told().logRecords().stream().map(Receivers::key), latest);
    }

    private static String key(LogRecord record) {
        return record.getAttributesList().stream()
                .filter(each -> each.getKey().equals("inquest.finding.idempotency_key"))
                .map((KeyValue each) -> each.getValue().getStringValue())
                .findFirst()
                .orElseThrow();
    }

    private static void told(String sink, Stream<String> keys, Map<String, Finding> latest) {
        Map<String, List<Integer>> revisions =
                keys.collect(
                        Collectors.groupingBy(
                                key -> key.substring(0, key.lastIndexOf('/')),
                                TreeMap::new,
                                Collectors.mapping(Receivers::revision, Collectors.toList())));
        assertThat(revisions.keySet()).as("findings told to " + sink).isEqualTo(latest.keySet());
        assertThat(latest)
                .as("revisions told to " + sink)
                .allSatisfy((id, finding) ->
                        assertThat(revisions.get(id))
                                .isSorted()
                                .last()
                                .isEqualTo(finding.getRevision()));
    }

    private static int revision(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    @Override
    public void close() {
        pagerDuty.close();
        webhook.close();
        collector.close();
    }
}
