package dev.inquest.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.time.InstantSource;

/// What the server says about itself.
@Controller(consumes = MediaType.ALL, produces = MediaType.ALL)
@Requires(beans = QueryDoor.class)
final class ServerController {

    /// The version of the protocol that is spoken; clients compare it.
    private static final String VERSION = "0.29.0";

    private static final String SERVICE = "inquest_";

    private final QueryDoor door;
    private final InstantSource clock = InstantSource.system();

    ServerController(QueryDoor door) {
        this.door = door;
    }

    @Get("/info")
    HttpResponse<?> info() {
        var json = object();
        json.putObject("KsqlServerInfo")
                .put("version", VERSION)
                .put("kafkaClusterId", clusterId())
                .put("ksqlServiceId", SERVICE)
                .put("serverStatus", isReady() ? "RUNNING" : "INITIALIZING");
        return ok(json);
    }

    @Get("/healthcheck")
    HttpResponse<?> healthcheck() {
        var ready = isReady();
        var json = object().put("isHealthy", ready);
        var details = json.putObject("details");
        details.putObject("metastore").put("isHealthy", ready);
        details.putObject("kafka").put("isHealthy", ready);
        json.put("serverState", ready ? "READY" : "INITIALIZING");
        return ready ? ok(json) : answer(HttpStatus.SERVICE_UNAVAILABLE, json);
    }

    @Get("/chc/ready")
    HttpResponse<?> ready() {
        return isReady() ? HttpResponse.ok() : HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Get("/chc/live")
    HttpResponse<?> live() {
        return HttpResponse.ok();
    }

    @Get("/clusterStatus")
    HttpResponse<?> clusterStatus(HttpRequest<?> request) {
        var address = request.getServerAddress();
        var json = object();
        var host =
                json.putObject("clusterStatus")
                        .putObject(address.getHostString() + ":" + address.getPort());
        host.put("hostAlive", true).put("lastStatusUpdateMs", clock.millis());
        host.putObject("activeStandbyPerQuery");
        host.putObject("hostStoreLags").putObject("stateStoreLags");
        return ok(json);
    }

    @Get("/v1/metadata")
    HttpResponse<?> metadata() {
        var json = object();
        var scope = json.putObject("scope");
        scope.putArray("path");
        scope.putObject("clusters").put("kafka-cluster", clusterId()).put("ksql-cluster", SERVICE);
        return ok(json.put("id", ""));
    }

    @Get("/v1/metadata/id")
    HttpResponse<?> metadataId() {
        var json = object();
        json.putObject("scope")
                .putObject("clusters")
                .put("kafka-cluster", clusterId())
                .put("ksql-cluster", SERVICE);
        return ok(json.put("id", ""));
    }

    /// Commands that change the catalog are never accepted, so none has a status.
    @Get("/status")
    HttpResponse<?> statuses() {
        var json = object();
        json.putObject("commandStatuses");
        return ok(json);
    }

    @Get("/status/{type}/{entity}/{action}")
    HttpResponse<?> status(String type, String entity, String action) {
        return Errors.response(
                KsqlError.of(
                        Code.NOT_FOUND,
                        "Command not found: %s/%s/%s".formatted(type, entity, action)));
    }

    @Get("/is_valid_property/{name}")
    HttpResponse<?> isValidProperty(String name) {
        if (!name.matches("(ksql\\.streams\\.)?auto\\.offset\\.reset")) {
            throw KsqlError.of(Code.BAD_REQUEST, "not a property that can be set here: " + name);
        }
        return ok(JsonNodeFactory.instance.booleanNode(true));
    }

    /// Instances know nothing of each other, each answers alone.
    @Post("/heartbeat")
    HttpResponse<?> heartbeat() {
        return ok(object().put("isOk", true));
    }

    @Post("/lag")
    HttpResponse<?> lag() {
        return ok(object().put("isOk", true));
    }

    private boolean isReady() {
        return door.staffed().filter(staffed -> staffed.server().isReady()).isPresent();
    }

    private String clusterId() {
        return door.staffed().map(QueryDoor.Staffed::clusterId).orElse("");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static HttpResponse<?> ok(JsonNode json) {
        return answer(HttpStatus.OK, json);
    }

    private static HttpResponse<?> answer(HttpStatus status, JsonNode json) {
        return HttpResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(Bodies.bytes(json));
    }
}
