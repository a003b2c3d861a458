package dev.inquest.query.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.query.answer.Answer;
import dev.inquest.query.answer.KsqlError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// How the parts of an answer are written. Each part is one frame of the response: some clients
/// parse whatever arrives together as one JSON value.
enum Shape {
    /// A header and rows, each on a line of its own.
    DELIMITED("application/vnd.ksqlapi.delimited.v1") {
        @Override
        byte[] header(Answer answer) {
            return answer.columns().isEmpty() ? PRINT : joined("", meta(answer), "\n");
        }

        @Override
        byte[] row(String cells) {
            return text(cells + "\n");
        }

        @Override
        byte[] error(KsqlError error) {
            return joined("", Bodies.bytes(Errors.json(error)), "\n");
        }

        @Override
        byte[] end(String message) {
            return NOTHING;
        }
    },

    /// One array: a header, then rows.
    ARRAY("application/json") {
        @Override
        byte[] header(Answer answer) {
            return joined("[", meta(answer), "");
        }

        @Override
        byte[] row(String cells) {
            return text(",\n" + cells);
        }

        @Override
        byte[] error(KsqlError error) {
            return joined(",\n", Bodies.bytes(Errors.json(error)), "]\n");
        }

        @Override
        byte[] end(String message) {
            return text("]\n");
        }
    },

    /// One array of objects that say what they are.
    V1("application/vnd.ksql.v1+json") {
        @Override
        byte[] header(Answer answer) {
            var json = object();
            json.putObject("header").put("queryId", answer.queryId()).put("schema", schema(answer));
            return joined("[", Bodies.bytes(json), ",\n");
        }

        @Override
        byte[] row(String cells) {
            return text("{\"row\":{\"columns\":" + cells + "}},\n");
        }

        @Override
        byte[] error(KsqlError error) {
            var json = object();
            json.set("errorMessage", Errors.json(error));
            return joined("", Bodies.bytes(json), "]\n");
        }

        @Override
        byte[] end(String message) {
            return joined("", Bodies.bytes(object().put("finalMessage", message)), "]\n");
        }
    },

    /// Server-sent events, for browsers.
    EVENTS("text/event-stream") {
        @Override
        byte[] header(Answer answer) {
            return joined("event: columns\ndata: ", meta(answer), "\n\n");
        }

        @Override
        byte[] row(String cells) {
            return text("event: row\ndata: " + cells + "\n\n");
        }

        @Override
        byte[] error(KsqlError error) {
            return joined("event: failed\ndata: ", Bodies.bytes(Errors.json(error)), "\n\n");
        }

        @Override
        byte[] end(String message) {
            return joined(
                    "event: end\ndata: ", Bodies.bytes(object().put("message", message)), "\n\n");
        }

        @Override
        byte[] stillThere() {
            return text(": still here\n\n");
        }
    };

    static final byte[] NOTHING = {};

    /// What PRINT says before its first record.
    private static final byte[] PRINT = text("Key format: KAFKA_STRING\nValue format: AVRO\n");

    private final String mediaType;

    Shape(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    abstract byte[] header(Answer answer);

    abstract byte[] row(String cells);

    abstract byte[] error(KsqlError error);

    abstract byte[] end(String message);

    /// What is written when nothing else has been for a while.
    byte[] stillThere() {
        return NOTHING;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] meta(Answer answer) {
        var json = object().put("queryId", answer.queryId());
        var names = json.putArray("columnNames");
        var types = json.putArray("columnTypes");
        for (var column : answer.columns()) {
            names.add(column.name());
            types.add(column.type().sql());
        }
        return Bodies.bytes(json);
    }

    private static String schema(Answer answer) {
        return answer.columns().stream()
                .map(column -> "`" + column.name() + "` " + column.type().sql())
                .collect(Collectors.joining(", "));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(String before, byte[] middle, String after) {
        var all = new ByteArrayOutputStream(before.length() + middle.length + after.length());
        all.writeBytes(text(before));
        all.writeBytes(middle);
        all.writeBytes(text(after));
        return all.toByteArray();
    }
}
