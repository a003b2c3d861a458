package dev.inquest.sinks.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.text.Cut;
import dev.inquest.sinks.text.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// CloudEvents 1.0 in structured JSON. Its data is the finding as it is on the topic, in the form
/// that `./inquest replay` prints; one that is too large is told by its digest.
record CloudEvent() implements Format {

    private static final int LARGEST = 256 << 10;
    private static final int NAME = 255;

    @Override
    public String contentType() {
        return "application/cloudevents+json";
    }

    @Override
    public ObjectNode body(Notice notice) {
        var finding = notice.finding();
        var event = event(type(notice), notice.idempotencyKey(), finding.getLastSeen());
        event.put("source", "/inquest/" + Cut.to(NAME, finding.getCluster()));
        event.put("subject", finding.getId());
        Optional.ofNullable(notice.headers().get("traceparent"))
                .ifPresent(trace -> event.put("traceparent", Cut.to(NAME, trace)));
        event.put("datacontenttype", "application/json");
        event.set("data", data(finding));
        return event;
    }

    private static String type(Notice notice) {
        return "dev.inquest.finding." + notice.change().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode data(Finding finding) {
        var whole = PlainJson.write(finding);
        var size = whole.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size <= LARGEST) {
            return whole;
        }
        var digest = Digest.of(finding);
        digest.put("title", Cut.to(NAME, finding.getTitle()));
        digest.put("cluster", Cut.to(NAME, finding.getCluster()));
        digest.put("severity", finding.getSeverity().name());
        digest.put("cut", true);
        return digest;
    }

    /// That Inquest lives.
    static ObjectNode heartbeat(String sink, Instant now) {
        var event = event("dev.inquest.heartbeat", sink + "/" + now.toEpochMilli(), now);
        event.put("source", "/inquest");
        event.put("subject", sink);
        return event;
    }

    private static ObjectNode event(String type, String id, Instant time) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", type)
                .put("id", id)
                .put("time", time.toString());
    }
}
