package dev.inquest.standalone.registry;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/// Serves schemas by id, which is all that a reader of a record knows.
@Requires(bean = Registry.class)
@Controller("/schemas")
@Consumes({Media.V1, Media.ANY_VERSION, Media.JSON})
@Produces({Media.V1, Media.ANY_VERSION, Media.JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
final class SchemasController {

    private final Registry registry;

    SchemasController(Registry registry) {
        this.registry = registry;
    }

    @Get("/types")
    List<String> types() {
        return List.of(Proposal.AVRO);
    }

    @Get("/ids/{id}")
    Answers.SchemaText byId(int id) {
        return new Answers.SchemaText(registry.schema(id));
    }

    @Get("/ids/{id}/schema")
    String schema(int id) {
        return registry.schema(id);
    }

    @Get("/ids/{id}/subjects")
    List<String> subjects(int id, @QueryValue(defaultValue = "false") boolean deleted) {
        return registry.uses(id, deleted).stream().map(SchemaVersion::subject).distinct().toList();
    }

    @Get("/ids/{id}/versions")
    List<Answers.Use> versions(int id, @QueryValue(defaultValue = "false") boolean deleted) {
        return registry.uses(id, deleted).stream()
                .map(held -> new Answers.Use(held.subject(), held.version()))
                .toList();
    }
}
