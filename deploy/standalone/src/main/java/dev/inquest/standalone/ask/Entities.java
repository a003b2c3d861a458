package dev.inquest.standalone.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/// Shows what SHOW, DESCRIBE and their like answer as rows.
final class Entities {

    private Entities() {}

    static void show(JsonNode entities, Rows rows) {
        entities.forEach(entity -> show(entity.path("@type").asText(), entity, rows));
    }

    private static void show(String type, JsonNode entity, Rows rows) {
        switch (type) {
            case "streams", "tables" ->
                    table(entity.path(type), rows, "name", "topic", "keyFormat", "valueFormat");
            case "kafka_topics" -> table(entity.path("topics"), rows, "name", "replicaInfo");
            case "queries" ->
                    table(entity.path("queries"), rows, "id", "queryType", "state", "queryString");
            case "function_names" -> table(entity.path("functions"), rows, "name", "type");
            case "properties" -> table(entity.path("properties"), rows, "name", "value");
            case "variables" -> table(entity.path("variables"), rows, "name", "value");
            case "sourceDescription" -> fields(entity.path("sourceDescription"), rows);
            case "queryDescription" ->
                    entity.path("queryDescription")
                            .path("executionPlan")
                            .asText()
                            .lines()
                            .forEach(rows::line);
            case "currentStatus" ->
                    rows.line(entity.path("commandStatus").path("message").asText());
            default -> rows.line(entity.toString());
        }
    }

    private static void table(JsonNode list, Rows rows, String... names) {
        rows.columns(List.of(names));
        for (var one : list) {
            var row = JsonNodeFactory.instance.arrayNode();
            for (var name : names) {
                row.add(one.path(name));
            }
            rows.row(row);
        }
        rows.end();
    }

    private static void fields(JsonNode description, Rows rows) {
        rows.columns(List.of("field", "type"));
        for (var field : description.path("fields")) {
            var key = field.path("type").asText().equals("KEY") ? " (key)" : "";
            rows.row(
                    JsonNodeFactory.instance
                            .arrayNode()
                            .add(field.path("name").asText())
                            .add(type(field.path("schema")) + key));
        }
        rows.end();
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type").asText();
        return switch (type) {
            case "ARRAY" -> "ARRAY<" + type(schema.path("memberSchema")) + ">";
            case "MAP" -> "MAP<STRING, " + type(schema.path("memberSchema")) + ">";
            case "STRUCT" -> {
                var fields = new ArrayList<String>();
                schema.path("fields")
                        .forEach(field ->
                                fields.add(
                                        field.path("name").asText()
                                                + " "
                                                + type(field.path("schema"))));
                yield "STRUCT<" + String.join(", ", fields) + ">";
            }
            default -> type;
        };
    }
}
