package dev.inquest.sinks.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.wire.Evidence;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Remedy;
import java.util.Locale;
import java.util.TreeMap;

/// What somebody who is woken must know of a finding, bounded in every field and list: at most
/// about 60 KiB, whatever the finding holds.
public final class Digest {

    private static final int NODES = 20;
    private static final int ZONES = 20;
    private static final int FACTORS = 5;
    private static final int EVIDENCE = 5;
    private static final int LINES = 8;
    private static final int REMEDIES = 3;
    private static final int COMMANDS = 5;
    private static final int SENTENCE = 500;
    private static final int PARAGRAPH = 4_000;

    private Digest() {}

    /// As a JSON object.
    public static ObjectNode of(Finding finding) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("finding", Cut.to(SENTENCE, finding.getId()));
        json.put("pattern", Cut.to(SENTENCE, finding.getPattern()));
        json.put("revision", finding.getRevision());
        json.put("status", finding.getStatus().name().toLowerCase(Locale.ROOT));
        json.put("narrative", Cut.to(PARAGRAPH, finding.getNarrative()));
        scope(json, finding);
        if (finding.getCommonality() != null) {
            json.put("shared", Cut.to(PARAGRAPH, finding.getCommonality().getStatement()));
            var factors = json.putArray("factors");
            finding.getCommonality().getFactors().stream()
                    .limit(FACTORS)
                    .forEach(factor -> factors.add(text(factor)));
        }
        var evidence = json.putArray("evidence");
        finding.getEvidence().stream()
                .limit(EVIDENCE)
                .forEach(seen -> evidence.add(evidence(seen)));
        more(json, "evidence_left_out", finding.getEvidence().size() - EVIDENCE);
        var remedies = json.putArray("remedies");
        finding.getRemedies().stream()
                .limit(REMEDIES)
                .forEach(remedy -> remedies.add(remedy(remedy)));
        json.put("paging", Cut.to(SENTENCE, finding.getPagingReason()));
        json.put("first_seen", finding.getFirstSeen().toString());
        json.put("last_seen", finding.getLastSeen().toString());
        return json;
    }

    private static void scope(ObjectNode json, Finding finding) {
        var scope = finding.getScope();
        json.put("node_count", scope.getNodeCount());
        var nodes = json.putArray("nodes");
        scope.getNodes().stream().limit(NODES).forEach(node -> nodes.add(Cut.to(SENTENCE, node)));
        more(json, "nodes_left_out", scope.getNodeCount() - nodes.size());
        var zones = json.putObject("zones");
        new TreeMap<>(scope.getZones())
                .entrySet().stream()
                        .limit(ZONES)
                        .forEach(zone ->
                                zones.put(Cut.to(SENTENCE, zone.getKey()), zone.getValue()));
        if (scope.getWorkload() != null) {
            json.put("workload", Cut.to(SENTENCE, scope.getWorkload()));
        }
    }

    private static void more(ObjectNode json, String name, int count) {
        if (count > 0) {
            json.put(name, count);
        }
    }

    private static String text(Factor factor) {
        return Cut.to(
                SENTENCE,
                "%s %s: %d of %d failing, %d of %d healthy"
                        .formatted(
                                factor.getTier(),
                                String.join(" and ", factor.getItems()),
                                factor.getFailingWith(),
                                factor.getFailingWith() + factor.getFailingWithout(),
                                factor.getHealthyWith(),
                                factor.getHealthyWith() + factor.getHealthyWithout()));
    }

    private static ObjectNode evidence(Evidence seen) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("what", Cut.to(SENTENCE, seen.getWhat()));
        json.put("at", seen.getAt().toString());
        if (!seen.getTopic().isEmpty()) {
            json.put(
                    "record",
                    "%s-%d@%d"
                            .formatted(
                                    Cut.to(SENTENCE, seen.getTopic()),
                                    seen.getPartition(),
                                    seen.getOffset()));
        }
        var lines = json.putArray("lines");
        seen.getExcerpt().stream()
                .limit(LINES)
                .forEach(line -> lines.add(Cut.line(SENTENCE, line)));
        return json;
    }

    private static ObjectNode remedy(Remedy remedy) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("text", Cut.to(SENTENCE, remedy.getText()));
        var commands = json.putArray("commands");
        remedy.getCommands().stream()
                .limit(COMMANDS)
                .forEach(command -> commands.add(Cut.to(SENTENCE, command)));
        json.put("risk", Cut.to(SENTENCE, remedy.getRisk()));
        json.put("reference", Cut.to(SENTENCE, remedy.getReference()));
        return json;
    }
}
