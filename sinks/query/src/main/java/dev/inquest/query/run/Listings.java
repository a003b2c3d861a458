package dev.inquest.query.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import dev.inquest.query.answer.Request;
import dev.inquest.query.catalog.Catalog;
import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.CollectList;
import dev.inquest.query.sql.Select;
import dev.inquest.query.sql.Statement;
import dev.inquest.tables.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/// Answers SHOW, DESCRIBE, EXPLAIN, SET and TERMINATE in the entities that ksqlDB's clients know.
public final class Listings {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> AGGREGATES =
            List.of("AVG", "COLLECT_LIST", "COUNT", "MAX", "MIN", "SUM");
    private static final List<String> SCALARS =
            List.of(
                    "ABS",
                    "ARRAY_CONTAINS",
                    "ARRAY_JOIN",
                    "ARRAY_LENGTH",
                    "CEIL",
                    "COALESCE",
                    "CONCAT",
                    "EXTRACT",
                    "FLOOR",
                    "IFNULL",
                    "INITCAP",
                    "INSTR",
                    "LCASE",
                    "LEN",
                    "LOWER",
                    "MAP_KEYS",
                    "MAP_VALUES",
                    "REPLACE",
                    "ROUND",
                    "SPLIT",
                    "SUBSTRING",
                    "TIMESTAMPDIFF",
                    "TRIM",
                    "UCASE",
                    "UPPER");

    /// Under the names by which ksqlDB's clients look for them.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    Session.OFFSET_RESET,
                    "latest",
                    "ksql.service.id",
                    "inquest_",
                    "ksql.functions.collect_list.limit",
                    Integer.toString(CollectList.LIMIT),
                    "ksql.query.pull.table.scan.enabled",
                    "true");

    private final Catalog catalog;
    private final Tables tables;
    private final Queries queries;
    private final Pulls pulls;

    public Listings(Catalog catalog, Tables tables, Queries queries, Pulls pulls) {
        this.catalog = catalog;
        this.tables = tables;
        this.queries = queries;
        this.pulls = pulls;
    }

    public static ArrayNode array() {
        return JSON.arrayNode();
    }

    /// What comes of a statement; empty where nothing is said about it.
    ///
    /// @throws KsqlError when it cannot be carried out
    public Optional<ObjectNode> entity(Statement.Other statement, String text, Session session) {
        return switch (statement) {
            case Statement.Show show -> Optional.of(show(show, text, session));
            case Statement.Describe(var name, var extended) ->
                    Optional.of(describe(name, extended, text));
            case Statement.DescribeAll(var wantsTables) ->
                    Optional.of(descriptions(wantsTables, text));
            case Statement.Explain explain -> Optional.of(explain(explain, text));
            case Statement.Terminate(var id) -> Optional.of(terminate(id, text));
            case Statement.SetProperty _, Statement.Define _ -> Optional.empty();
            case Statement.Print _, Statement.Refused _ ->
                    throw new IllegalArgumentException("no listing: " + statement);
        };
    }

    private static ObjectNode entity(String type, String text) {
        var entity = JSON.objectNode().put("@type", type).put("statementText", text);
        entity.putArray("warnings");
        return entity;
    }

    private ObjectNode show(Statement.Show show, String text, Session session) {
        return switch (show.listing()) {
            case STREAMS -> show.extended() ? descriptions(false, text) : sources(false, text);
            case TABLES -> show.extended() ? descriptions(true, text) : sources(true, text);
            case TOPICS -> topics(text);
            case QUERIES -> queries(text);
            case PROPERTIES -> properties(text, session);
            case FUNCTIONS -> functions(text);
            case VARIABLES -> variables(text, session);
            case TYPES -> with(entity("type_list", text), "types", JSON.objectNode());
            case CONNECTORS -> with(entity("connector_list", text), "connectors", array());
        };
    }

    private static ObjectNode with(
            ObjectNode entity, String name, com.fasterxml.jackson.databind.JsonNode value) {
        entity.set(name, value);
        return entity;
    }

    private ObjectNode sources(boolean wantsTables, String text) {
        var name = wantsTables ? "tables" : "streams";
        var entity = entity(name, text);
        var list = entity.putArray(name);
        for (var relation : catalog.relations()) {
            if (relation.isTable() == wantsTables) {
                list.addObject()
                        .put("type", relation.kind().name())
                        .put("name", relation.name())
                        .put("topic", relation.topic().name())
                        .put("keyFormat", "KAFKA")
                        .put("valueFormat", "AVRO")
                        .put("isWindowed", false);
            }
        }
        return entity;
    }

    private ObjectNode topics(String text) {
        var entity = entity("kafka_topics", text);
        var list = entity.putArray("topics");
        try {
            tables.replicas()
                    .forEach((topic, replicas) -> {
                        var one = list.addObject().put("name", topic);
                        replicas.forEach(one.putArray("replicaInfo")::add);
                    });
        } catch (KafkaException e) {
            throw KsqlError.of(Code.SERVER_ERROR, "Kafka: " + e.getMessage(), text);
        }
        return entity;
    }

    private ObjectNode queries(String text) {
        var entity = entity("queries", text);
        var list = entity.putArray("queries");
        for (var query : queries.all()) {
            var one = list.addObject().put("queryString", query.statement());
            one.putArray("sinks");
            one.putArray("sinkKafkaTopics");
            one.put("id", query.id());
            one.putObject("statusCount").put("RUNNING", 1);
            one.put("queryType", query.isPush() ? "PUSH" : "PULL").put("state", "RUNNING");
        }
        return entity;
    }

    private static ObjectNode properties(String text, Session session) {
        var entity = entity("properties", text);
        var list = entity.putArray("properties");
        var overwritten = entity.putArray("overwrittenProperties");
        var defaults = entity.putArray("defaultProperties");
        var values = new TreeMap<>(DEFAULTS);
        values.putAll(session.properties());
        values.forEach((name, value) -> {
            list.addObject()
                    .put("name", name)
                    .put("scope", "KSQL")
                    .put("value", value)
                    .put("editable", name.equals(Session.OFFSET_RESET))
                    .put("level", session.properties().containsKey(name) ? "QUERY" : "SERVER");
            (session.properties().containsKey(name) ? overwritten : defaults).add(name);
        });
        return entity;
    }

    private static ObjectNode variables(String text, Session session) {
        var entity = entity("variables", text);
        var list = entity.putArray("variables");
        session.variables()
                .forEach((name, value) -> list.addObject().put("name", name).put("value", value));
        return entity;
    }

    private static ObjectNode functions(String text) {
        var entity = entity("function_names", text);
        var list = entity.putArray("functions");
        AGGREGATES.forEach(name ->
                list.addObject()
                        .put("name", name)
                        .put("type", "AGGREGATE")
                        .put("category", "AGGREGATE"));
        SCALARS.forEach(name ->
                list.addObject().put("name", name).put("type", "SCALAR").put("category", "OTHER"));
        return entity;
    }

    private ObjectNode describe(String name, boolean extended, String text) {
        var relation =
                catalog.find(name)
                        .orElseThrow(() ->
                                KsqlError.badStatement(
                                        "Could not find STREAM/TABLE '"
                                                + name
                                                + "' in the Metastore",
                                        text));
        return with(
                entity("sourceDescription", text),
                "sourceDescription",
                Descriptions.of(relation, extended));
    }

    private ObjectNode descriptions(boolean wantsTables, String text) {
        var list = array();
        catalog.relations().stream()
                .filter(relation -> relation.isTable() == wantsTables)
                .forEach(relation -> list.add(Descriptions.of(relation, true)));
        return with(entity("source_descriptions", text), "sourceDescriptions", list);
    }

    private ObjectNode explain(Statement.Explain explain, String text) {
        var entity = entity("queryDescription", text);
        var description = entity.putObject("queryDescription");
        if (explain.select().isPresent()) {
            describe(explain.select().get(), description, "");
        } else {
            var running = running(explain.queryId().orElse(""), text);
            describe(running, description);
            if (running.late() > 0) {
                entity.withArray("warnings")
                        .addObject()
                        .put(
                                "message",
                                running.late()
                                        + " records came after their windows were over and are in no"
                                        + " answer; a longer GRACE PERIOD waits for them");
            }
        }
        return entity;
    }

    private Running running(String id, String text) {
        return queries.all().stream()
                .filter(query -> query.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() ->
                        KsqlError.badStatement(
                                "Query with id:"
                                        + id
                                        + " does not exist, use SHOW QUERIES to view the full set of queries.",
                                text));
    }

    private void describe(Running running, ObjectNode description) {
        var session = Session.of(new Request(running.statement()));
        if (session.steps().getLast().statement() instanceof Select select) {
            describe(select, description, running.id());
        } else {
            description.put("id", running.id()).put("statementText", running.statement());
        }
    }

    private void describe(Select select, ObjectNode description, String id) {
        var plan = pulls.plan(select);
        description.put("id", id).put("statementText", select.origins().statement());
        description.putNull("windowType");
        var fields = description.putArray("fields");
        plan.columns()
                .forEach(column -> fields.add(Descriptions.field(column.name(), column.type())));
        var sources = description.putArray("sources");
        plan.relations().stream().map(Relation::name).distinct().forEach(sources::add);
        description.putArray("sinks");
        description.put("topology", "").put("executionPlan", plan.explanation());
        description.putObject("overriddenProperties");
        description.putObject("ksqlHostQueryStatus");
        description.put("queryType", select.isPush() ? "PUSH" : "PULL");
        description.putArray("queryErrors");
        description.putArray("tasksMetadata");
        description.put("state", "RUNNING");
    }

    private ObjectNode terminate(Optional<String> id, String text) {
        id.ifPresentOrElse(
                one -> {
                    var known =
                            queries.all().stream()
                                    .filter(query -> query.id().equalsIgnoreCase(one))
                                    .findFirst()
                                    .orElseThrow(() ->
                                            KsqlError.badStatement(
                                                    "Unknown queryId: " + one, text));
                    queries.end(known.id());
                },
                () ->
                        queries.all().stream()
                                .filter(Running::isPush)
                                .map(Running::id)
                                .forEach(queries::end));
        var entity = entity("currentStatus", text);
        entity.put("commandId", "terminate/" + id.orElse("ALL") + "/execute");
        var status = entity.putObject("commandStatus");
        status.put("status", "SUCCESS").put("message", "Query terminated.").putNull("queryId");
        entity.put("commandSequenceNumber", -1);
        return entity;
    }
}
