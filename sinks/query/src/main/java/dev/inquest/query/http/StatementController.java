package dev.inquest.query.http;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/// Statements that are no queries.
@Controller(value = "/ksql", consumes = MediaType.ALL, produces = MediaType.ALL)
@Requires(beans = QueryDoor.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatementController {

    private final QueryDoor door;

    StatementController(QueryDoor door) {
        this.door = door;
    }

    @Post
    HttpResponse<?> ksql(@Body byte @Nullable [] body) {
        var request = Bodies.request(body == null ? Shape.NOTHING : body, "ksql");
        return ok(Bodies.bytes(door.server().execute(request)));
    }

    /// In ksqlDB this deletes a whole cluster's queries and topics.
    @Post("/terminate")
    HttpResponse<?> terminate() {
        return Errors.response(
                KsqlError.of(
                        Code.BAD_REQUEST,
                        "there is no ksqlDB cluster here that could be terminated"));
    }

    private static HttpResponse<?> ok(byte[] json) {
        return HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
