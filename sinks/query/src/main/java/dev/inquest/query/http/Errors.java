package dev.inquest.query.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;

/// Writes failures in ksqlDB's shapes.
final class Errors {

    private static final String TRY_AGAIN_AFTER_S = "10";

    private Errors() {}

    static ObjectNode json(KsqlError error) {
        var json = JsonNodeFactory.instance.objectNode();
        var statement = error.statement();
        json.put("@type", statement == null ? "generic_error" : "statement_error");
        json.put("error_code", error.code().number());
        json.put("message", error.text());
        if (statement != null) {
            json.put("statementText", statement);
            json.putArray("entities");
        }
        return json;
    }

    static HttpResponse<?> response(KsqlError error) {
        var response =
                HttpResponse.status(HttpStatus.valueOf(error.code().status()))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .body(Bodies.bytes(json(error)));
        return error.code() == Code.NOT_READY
                ? response.header("Retry-After", TRY_AGAIN_AFTER_S)
                : response;
    }
}
