package dev.inquest.console.casefile;

import dev.inquest.console.Console;
import dev.inquest.console.Fleet;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.tables.Row;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Serves case files, one at a time, because each reads a piece of Kafka.
@Controller("/console/api/cases")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CaseController {

    private final Console console;
    private final Semaphore room = new Semaphore(1);

    CaseController(Console console) {
        this.console = console;
    }

    @Get("/{id}")
    HttpResponse<?> zip(String id) throws IOException {
        var fleet = console.fleet();
        var finding = fleet.tables().findings().get(id).map(Row::value);
        if (finding.isEmpty()) {
            return HttpResponse.notFound();
        }
        if (!room.tryAcquire()) {
            return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                    .contentType(MediaType.TEXT_PLAIN_TYPE)
                    .body("another case file is being gathered; try again\n");
        }
        try {
            return answer(gather(fleet, finding.get()));
        } finally {
            room.release();
        }
    }

    private static CaseFile gather(Fleet fleet, Finding finding) {
        var children =
                fleet.tables().findings().snapshot().stream()
                        .map(Row::value)
                        .filter(child -> finding.getId().equals(child.getParent()))
                        .toList();
        return CaseFile.gather(fleet.source(), fleet.topics(), finding, children, fleet.rules());
    }

    private static HttpResponse<?> answer(CaseFile file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        file.zip(bytes);
        return HttpResponse.ok(bytes.toByteArray())
                .contentType(MediaType.of("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + file.name() + ".zip\"");
    }
}
