package dev.inquest.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.tables.Row;

/// A finding as the screens read it.
public final class FindingJson {

    private FindingJson() {}

    /// Enough for one line of a list.
    public static ObjectNode line(Finding finding) {
        var json = Json.object();
        json.put("id", finding.getId())
                .put("pattern", finding.getPattern())
                .put("cluster", finding.getCluster())
                .put("severity", finding.getSeverity().name())
                .put("status", finding.getStatus().name())
                .put("revision", finding.getRevision())
                .put("title", finding.getTitle())
                .put("node_count", finding.getScope().getNodeCount())
                .put("parent", finding.getParent())
                .put("pages", finding.getPages())
                .put("paging_reason", finding.getPagingReason())
                .put("acknowledged_by", finding.getAcknowledgedBy())
                .put("first_seen", finding.getFirstSeen().toEpochMilli())
                .put("last_seen", finding.getLastSeen().toEpochMilli());
        var zones = json.putObject("zones");
        finding.getScope().getZones().forEach(zones::put);
        var commonality = finding.getCommonality();
        if (commonality != null) {
            json.put("statement", commonality.getStatement());
            json.put("factors", commonality.getFactors().size());
        }
        return json;
    }

    /// All of it, and where the record of its last revision is.
    static ObjectNode whole(Row<Finding> row) {
        var json = PlainJson.write(row.value());
        json.putObject("record")
                .put("topic", "findings")
                .put("partition", row.partition())
                .put("offset", row.offset())
                .put("timestamp", row.timestamp());
        return json;
    }
}
