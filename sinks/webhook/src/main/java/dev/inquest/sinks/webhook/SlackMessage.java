package dev.inquest.sinks.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.text.Cut;
import dev.inquest.sinks.text.Links;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// A message for Slack's incoming webhooks, and for those who copied them.
record SlackMessage(Optional<URI> console) implements Format {

    private static final int TITLE = 250;
    private static final int SECTION = 2_800;
    private static final int NODES = 10;

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public ObjectNode body(Notice notice) {
        var finding = notice.finding();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("text", headline(notice));
        var blocks = json.putArray("blocks");
        section(blocks, "*" + headline(notice) + "*");
        if (notice.change().isOpen()) {
            section(blocks, escaped(details(finding)));
        }
        console.map(base -> Links.finding(base, finding))
                .ifPresent(uri -> section(blocks, "<" + uri + "|Finding in Inquest>"));
        return json;
    }

    private static String headline(Notice notice) {
        var finding = notice.finding();
        var word =
                notice.change().isOpen()
                        ? finding.getSeverity().name().toLowerCase(Locale.ROOT)
                        : "resolved";
        return escaped("[%s] %s".formatted(word, Cut.line(TITLE, finding.getTitle())));
    }

    private static String details(Finding finding) {
        var text = new StringJoiner("\n");
        text.add(finding.getNarrative());
        var scope = finding.getScope();
        var nodes = String.join(", ", scope.getNodes().stream().limit(NODES).toList());
        var more = scope.getNodeCount() - Math.min(NODES, scope.getNodes().size());
        text.add(
                "%d nodes: %s%s"
                        .formatted(
                                scope.getNodeCount(),
                                nodes,
                                more > 0 ? " and " + more + " more" : ""));
        if (finding.getCommonality() != null) {
            text.add("Shared: " + finding.getCommonality().getStatement());
        }
        finding.getRemedies().stream()
                .findFirst()
                .ifPresent(remedy -> text.add("Remedy: " + remedy.getText()));
        return text.toString();
    }

    private static void section(ArrayNode blocks, String text) {
        var block = blocks.addObject().put("type", "section");
        block.putObject("text").put("type", "mrkdwn").put("text", Cut.to(SECTION, text));
    }

    /// What stands in logs must not become a link or call a channel.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
