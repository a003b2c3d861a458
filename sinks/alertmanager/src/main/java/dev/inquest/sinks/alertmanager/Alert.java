package dev.inquest.sinks.alertmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.text.Cut;
import dev.inquest.sinks.text.Links;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One alert as Alertmanager takes it. Its labels are its identity: what changes while a finding is
/// open is in annotations, except severity, which routes go by.
final class Alert {

    private static final int LABEL = 500;
    private static final int SUMMARY = 1_024;
    private static final int TEXT = 4_000;
    private static final int NODES = 20;

    private Alert() {}

    /// The alert of a finding.
    ///
    /// @param endsAt in the future: open until then, unless told again
    static ObjectNode of(
            Finding finding,
            Severity severity,
            Instant now,
            Instant endsAt,
            Optional<URI> console) {
        var alert = JsonNodeFactory.instance.objectNode();
        labels(finding, severity).forEach(alert.putObject("labels")::put);
        var annotations = alert.putObject("annotations");
        annotations.put("summary", Cut.line(SUMMARY, finding.getTitle()));
        annotations.put("description", Cut.to(TEXT, finding.getNarrative()));
        annotations.put("nodes", nodes(finding));
        annotations.put("node_count", Integer.toString(finding.getScope().getNodeCount()));
        annotations.put("revision", Integer.toString(finding.getRevision()));
        annotations.put("paging", Cut.to(TEXT, finding.getPagingReason()));
        if (finding.getCommonality() != null) {
            annotations.put("shared", Cut.to(TEXT, finding.getCommonality().getStatement()));
        }
        finding.getRemedies().stream()
                .findFirst()
                .ifPresent(remedy -> annotations.put("remedy", Cut.to(TEXT, remedy.getText())));
        console.map(base -> Links.finding(base, finding).toString())
                .ifPresent(link -> alert.put("generatorURL", link));
        // Not when it was first seen: it may have been over since. Of an alert that goes on,
        // Alertmanager keeps the earliest beginning.
        return dated(alert, finding.getLastSeen(), now, endsAt);
    }

    /// That Inquest lives: an alert that always fires, until nobody sends it any more.
    static ObjectNode alive(String sink, Instant now, Duration lasts) {
        var alert = JsonNodeFactory.instance.objectNode();
        var labels = Map.of("alertname", "InquestAlive", "sink", sink, "severity", "none");
        new TreeMap<>(labels).forEach(alert.putObject("labels")::put);
        alert.putObject("annotations").put("summary", "Inquest lives, and detection moves");
        return dated(alert, now, now, now.plus(lasts));
    }

    /// Alertmanager refuses an end before the beginning, and a story's clock may be ahead of ours.
    private static ObjectNode dated(ObjectNode alert, Instant began, Instant now, Instant endsAt) {
        var latest = now.minusSeconds(1);
        var startsAt = began.isAfter(latest) ? latest : began;
        return alert.put("startsAt", startsAt.toString()).put("endsAt", endsAt.toString());
    }

    private static Map<String, String> labels(Finding finding, Severity severity) {
        var labels = new TreeMap<String, String>();
        labels.put("alertname", name(finding.getPattern()));
        labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
        labels.put("pattern", Cut.line(LABEL, finding.getPattern()));
        labels.put("cluster", Cut.line(LABEL, finding.getCluster()));
        labels.put("finding", Cut.line(LABEL, finding.getId()));
        if (finding.getScope().getWorkload() != null) {
            labels.put("workload", Cut.line(LABEL, finding.getScope().getWorkload()));
        }
        return labels;
    }

    /// `hung-cohort` becomes `InquestHungCohort`.
    private static String name(String pattern) {
        var name = new StringBuilder("Inquest");
        for (var word : Cut.to(LABEL, pattern).split("-", -1)) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
        }
        return name.toString();
    }

    private static String nodes(Finding finding) {
        var named = finding.getScope().getNodes().stream().limit(NODES).toList();
        var more = finding.getScope().getNodeCount() - named.size();
        var text = String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
        return Cut.to(TEXT, text);
    }
}
