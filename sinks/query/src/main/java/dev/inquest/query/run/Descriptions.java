package dev.inquest.query.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.query.catalog.Column;
import dev.inquest.query.catalog.KsqlType;
import dev.inquest.query.catalog.KsqlType.Array;
import dev.inquest.query.catalog.KsqlType.Decimal;
import dev.inquest.query.catalog.KsqlType.MapOf;
import dev.inquest.query.catalog.KsqlType.Simple;
import dev.inquest.query.catalog.KsqlType.Struct;
import dev.inquest.query.catalog.Relation;

/// Describes relations and their columns as ksqlDB does.
final class Descriptions {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Descriptions() {}

    static ObjectNode of(Relation relation, boolean extended) {
        var description = JSON.objectNode().put("name", relation.name());
        description.putNull("windowType");
        description.putArray("readQueries");
        description.putArray("writeQueries");
        var fields = description.putArray("fields");
        for (var column : relation.shownColumns()) {
            var field = field(column.name(), column.type());
            if (column.kind() == Column.Kind.KEY) {
                field.put("type", "KEY");
            }
            fields.add(field);
        }
        description
                .put("type", relation.kind().name())
                .put("timestamp", "")
                .put("statistics", "")
                .put("errorStats", "")
                .put("extended", extended)
                .put("keyFormat", "KAFKA")
                .put("valueFormat", "AVRO")
                .put("topic", relation.topic().name())
                .put("partitions", 0)
                .put("replication", 0)
                .put("statement", "")
                .putArray("queryOffsetSummaries");
        description.putArray("sourceConstraints");
        return description;
    }

    static ObjectNode field(String name, KsqlType type) {
        var field = JSON.objectNode().put("name", name);
        field.set("schema", schema(type));
        return field;
    }

    private static ObjectNode schema(KsqlType type) {
        var schema = JSON.objectNode();
        switch (type) {
            case Simple simple -> schema.put("type", simple.name());
            case Decimal _ -> schema.put("type", "DECIMAL");
            case Array _ -> schema.put("type", "ARRAY");
            case MapOf _ -> schema.put("type", "MAP");
            case Struct _ -> schema.put("type", "STRUCT");
        }
        schema.putNull("fields");
        schema.putNull("memberSchema");
        switch (type) {
            case Struct(var fields) -> {
                var list = schema.putArray("fields");
                fields.forEach(field -> list.add(field(field.name(), field.type())));
            }
            case Array(var element) -> schema.set("memberSchema", schema(element));
            case MapOf(var value) -> schema.set("memberSchema", schema(value));
            case Simple _, Decimal _ -> {}
        }
        return schema;
    }
}
