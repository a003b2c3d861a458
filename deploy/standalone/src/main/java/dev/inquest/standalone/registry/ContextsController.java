package dev.inquest.standalone.registry;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/// Says that there is one context, the default one.
@Requires(bean = Registry.class)
@Controller("/contexts")
@Consumes({Media.V1, Media.ANY_VERSION, Media.JSON})
@Produces({Media.V1, Media.ANY_VERSION, Media.JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContextsController {

    @Get
    List<String> contexts() {
        return List.of(".");
    }
}
