package dev.inquest.console.api;

import dev.inquest.console.Console;
import dev.inquest.console.Records;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.Semaphore;

/// Serves single records of Kafka: the evidence behind the evidence.
@Controller("/console/api/records")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecordsController {

    private static final int AT_ONCE = 4;

    private final Console console;
    private final Semaphore room = new Semaphore(AT_ONCE);

    RecordsController(Console console) {
        this.console = console;
    }

    @Get("/{topic}/{partition}/{offset}")
    HttpResponse<String> record(String topic, int partition, long offset)
            throws InterruptedException {
        room.acquire();
        try {
            return Records.read(console.fleet(), topic, partition, offset)
                    .map(found -> HttpResponse.ok(json(topic, partition, offset, found)))
                    .orElseGet(HttpResponse::notFound);
        } finally {
            room.release();
        }
    }

    private static String json(String topic, int partition, long offset, Records.Found found) {
        var json = Json.object();
        json.put("topic", topic)
                .put("partition", partition)
                .put("offset", offset)
                .put("key", found.key())
                .put("timestamp", found.timestamp());
        json.set("value", found.value());
        return Json.text(json);
    }
}
