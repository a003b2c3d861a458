package dev.inquest.query.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.inquest.query.Answer;
import dev.inquest.query.KsqlError;
import dev.inquest.query.KsqlError.Code;
import dev.inquest.query.Request;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Queries: asked, streamed, ended.
@Controller(consumes = MediaType.ALL, produces = MediaType.ALL)
@Requires(beans = QueryDoor.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class QueryController {

    private final QueryDoor door;

    QueryController(QueryDoor door) {
        this.door = door;
    }

    @Post("/query-stream")
    HttpResponse<?> queryStream(HttpRequest<?> http, @Body Optional<byte[]> body)
            throws InterruptedException {
        var shape = Accepts.forQueryStream(http);
        return answered(Bodies.request(body(body), "sql"), shape);
    }

    @Post("/query")
    HttpResponse<?> query(HttpRequest<?> http, @Body Optional<byte[]> body)
            throws InterruptedException {
        var shape = Accepts.forQuery(http);
        var answer = door.server().query(Bodies.request(body(body), "ksql"));
        if (answer.isPush() && http.getHttpVersion() == HttpVersion.HTTP_2_0) {
            answer.close();
            throw KsqlError.of(
                    Code.METHOD_NOT_ALLOWED,
                    "push queries over HTTP/2 are asked at /query-stream, not at /query");
        }
        return answered(answer, shape);
    }

    /// For browsers, which speak HTTP/2 with TLS only: any query as server-sent events.
    @Get("/query-events")
    HttpResponse<?> queryEvents(@QueryValue String sql, @QueryValue Optional<String> offset)
            throws InterruptedException {
        var properties = Map.of("auto.offset.reset", offset.orElse("latest"));
        return answered(new Request(sql, properties, Map.of()), Shape.EVENTS);
    }

    private HttpResponse<?> answered(Request request, Shape shape) throws InterruptedException {
        return answered(door.server().query(request), shape);
    }

    private static HttpResponse<?> answered(Answer answer, Shape shape) {
        if (answer.columns().isEmpty() && shape == Shape.ARRAY) {
            answer.close();
            throw KsqlError.of(
                    Code.NOT_ACCEPTABLE, "PRINT answers as application/vnd.ksqlapi.delimited.v1 only");
        }
        // The lines of PRINT are text, whatever was asked for.
        return Frames.response(answer, answer.columns().isEmpty() ? Shape.DELIMITED : shape);
    }

    @Post("/close-query")
    HttpResponse<?> closeQuery(@Body Optional<byte[]> body) {
        var id = Bodies.object(body(body)).path("queryId");
        if (!id.isTextual()) {
            throw KsqlError.of(
                    Code.BAD_REQUEST, "the body must be a JSON object with the text \"queryId\"");
        }
        door.server().end(id.asText());
        return HttpResponse.ok();
    }

    /// Nothing can be inserted; every row is told so, as clients expect.
    @Post("/inserts-stream")
    HttpResponse<?> insertsStream(HttpRequest<?> http, @Body Optional<byte[]> body) {
        if (http.getHttpVersion() != HttpVersion.HTTP_2_0) {
            throw KsqlError.of(Code.ONLY_HTTP2, "/inserts-stream is for HTTP/2 only");
        }
        var lines = new String(body(body), StandardCharsets.UTF_8).lines().skip(1).toList();
        var answer = new StringBuilder();
        for (var i = 0; i < lines.size(); i++) {
            var error =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("status", "error")
                            .put("seq", i)
                            .put("error_code", Code.BAD_STATEMENT.number())
                            .put("message", "nothing can be inserted: the catalog is read-only");
            answer.append(error).append('\n');
        }
        return HttpResponse.ok(Shape.text(answer.toString()))
                .header("Content-Type", Shape.DELIMITED.mediaType());
    }

    private static byte[] body(Optional<byte[]> body) {
        return body.orElse(Shape.NOTHING);
    }
}
