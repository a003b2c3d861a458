package dev.inquest.query.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.query.answer.Answer;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import dev.inquest.query.answer.Request;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// Queries: asked, streamed, ended. That answers are bytes already is said in the types, or
/// Micronaut would make a JSON array of them.
@Controller(consumes = MediaType.ALL, produces = MediaType.ALL)
@Requires(beans = QueryDoor.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class QueryController {

    private final QueryDoor door;

    QueryController(QueryDoor door) {
        this.door = door;
    }

    @Post("/query-stream")
    HttpResponse<Publisher<byte[]>> queryStream(HttpRequest<?> http, @Body byte @Nullable [] body)
            throws InterruptedException {
        var shape = Accepts.forQueryStream(http);
        return answered(Bodies.request(body(body), "sql"), shape);
    }

    @Post("/query")
    HttpResponse<Publisher<byte[]>> query(HttpRequest<?> http, @Body byte @Nullable [] body)
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
    // An answer that nobody reads would never be closed, so there is no HEAD.
    @Get(value = "/query-events", headRoute = false)
    HttpResponse<Publisher<byte[]>> queryEvents(
            @QueryValue String sql, @QueryValue Optional<String> offset)
            throws InterruptedException {
        var properties = Map.of("auto.offset.reset", offset.orElse("latest"));
        return answered(new Request(sql, properties, Map.of()), Shape.EVENTS);
    }

    private HttpResponse<Publisher<byte[]>> answered(Request request, Shape shape)
            throws InterruptedException {
        return answered(door.server().query(request), shape);
    }

    private static HttpResponse<Publisher<byte[]>> answered(Answer answer, Shape shape) {
        if (answer.columns().isEmpty() && shape == Shape.ARRAY) {
            answer.close();
            throw KsqlError.of(
                    Code.NOT_ACCEPTABLE,
                    "PRINT answers as application/vnd.ksqlapi.delimited.v1 only");
        }
        // The lines of PRINT are text, whatever was asked for.
        return Frames.response(answer, answer.columns().isEmpty() ? Shape.DELIMITED : shape);
    }

    @Post("/close-query")
    HttpResponse<?> closeQuery(@Body byte @Nullable [] body) {
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
    HttpResponse<?> insertsStream(HttpRequest<?> http, @Body byte @Nullable [] body) {
        if (http.getHttpVersion() != HttpVersion.HTTP_2_0) {
            throw KsqlError.of(Code.ONLY_HTTP2, "/inserts-stream is for HTTP/2 only");
        }
        var lines = new String(body(body), StandardCharsets.UTF_8).lines().skip(1).toList();
        var acks =
                IntStream.range(0, lines.size())
                        .mapToObj(QueryController::refusal)
                        .map(ObjectNode::toString)
                        .toList();
        var shape = Accepts.forQueryStream(http);
        var text =
                shape == Shape.ARRAY
                        ? "[" + String.join(",\n", acks) + "]"
                        : String.join("\n", acks) + "\n";
        return HttpResponse.ok(Shape.text(text)).header("Content-Type", shape.mediaType());
    }

    private static ObjectNode refusal(int sequence) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", "error")
                .put("seq", sequence)
                .put("error_code", Code.BAD_STATEMENT.number())
                .put("message", "nothing can be inserted: the catalog is read-only");
    }

    private static byte[] body(byte @Nullable [] body) {
        return body == null ? Shape.NOTHING : body;
    }
}
