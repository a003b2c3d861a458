package dev.inquest.sinks.pagerduty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.text.Cut;
import dev.inquest.sinks.text.Digest;
import dev.inquest.sinks.text.Links;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The body of an event, within every limit that PagerDuty documents.
record EventBody(Optional<URI> console) {

    private static final String CLIENT = "Inquest";
    private static final int FIELD = 255;

    byte[] of(EventAction action, Finding finding, Secret routingKey) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("routing_key", routingKey.reveal());
        json.put("event_action", action.word());
        json.put("dedup_key", DedupKey.of(finding));
        if (action == EventAction.TRIGGER) {
            json.set("payload", payload(finding));
            json.put("client", CLIENT);
            link(json, finding);
        }
        var body = bytes(json);
        if (body.length >= Limits.BODY_BYTES) {
            // The digest is bounded far below; this is for the day it is not.
            ((ObjectNode) json.get("payload")).remove("custom_details");
            return bytes(json);
        }
        return body;
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void link(ObjectNode json, Finding finding) {
        var links = json.putArray("links");
        console.map(base -> Links.finding(base, finding))
                .ifPresent(uri -> {
                    json.put("client_url", uri.toString());
                    links.addObject().put("href", uri.toString()).put("text", "Finding in Inquest");
                });
        Links.references(finding)
                .forEach(uri ->
                        links.addObject().put("href", uri.toString()).put("text", "Reference"));
    }

    private static ObjectNode payload(Finding finding) {
        var payload = JsonNodeFactory.instance.objectNode();
        payload.put("summary", summary(finding));
        payload.put("source", Cut.line(FIELD, source(finding)));
        payload.put("severity", severity(finding.getSeverity()));
        // Not when it was first seen: it may have been over since, and opened again.
        payload.put("timestamp", finding.getLastSeen().toString());
        component(finding)
                .ifPresent(component -> payload.put("component", Cut.line(FIELD, component)));
        payload.put("group", Cut.line(FIELD, finding.getCluster()));
        payload.put("class", Cut.line(FIELD, finding.getPattern()));
        payload.set("custom_details", Digest.of(finding));
        return payload;
    }

    /// A title must be there; an empty one would be refused.
    private static String summary(Finding finding) {
        var title = Cut.line(Limits.SUMMARY, finding.getTitle());
        return title.isBlank() ? Cut.line(Limits.SUMMARY, finding.getId()) : title;
    }

    private static String source(Finding finding) {
        var zones = finding.getScope().getZones().keySet();
        var cluster = finding.getCluster().isBlank() ? "unknown" : finding.getCluster();
        return zones.size() == 1 ? cluster + "/" + zones.iterator().next() : cluster;
    }

    /// What the nodes share, if it is one thing; else the workload.
    private static Optional<String> component(Finding finding) {
        return factors(finding)
                .findFirst()
                .map(factor -> String.join(" and ", factor.getItems()))
                .or(() -> Optional.ofNullable(finding.getScope().getWorkload()));
    }

    private static Stream<Factor> factors(Finding finding) {
        return Optional.ofNullable(finding.getCommonality()).stream()
                .map(shared -> List.copyOf(shared.getFactors()))
                .flatMap(List::stream);
    }

    static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }
}
