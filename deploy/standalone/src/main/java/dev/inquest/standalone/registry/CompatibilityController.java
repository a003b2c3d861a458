package dev.inquest.standalone.registry;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers whether a schema may follow, without registering it.
@Requires(bean = Registry.class)
@Controller("/compatibility/subjects/{subject}/versions")
@Consumes({Media.V1, Media.ANY_VERSION, Media.JSON})
@Produces({Media.V1, Media.ANY_VERSION, Media.JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
final class CompatibilityController {

    private final Registry registry;

    CompatibilityController(Registry registry) {
        this.registry = registry;
    }

    @Post
    Answers.Verdict againstAll(
            String subject,
            @Body @Nullable String body,
            @QueryValue(defaultValue = "false") boolean normalize,
            @QueryValue(defaultValue = "false") boolean verbose) {
        var proposal = RequestBody.of(body).proposal(normalize);
        return verdict(registry.objections(subject, proposal), verbose);
    }

    @Post("/{version}")
    Answers.Verdict againstOne(
            String subject,
            String version,
            @Body @Nullable String body,
            @QueryValue(defaultValue = "false") boolean normalize,
            @QueryValue(defaultValue = "false") boolean verbose) {
        var proposal = RequestBody.of(body).proposal(normalize);
        return verdict(registry.objections(subject, VersionName.of(version), proposal), verbose);
    }

    private static Answers.Verdict verdict(List<String> objections, boolean verbose) {
        return new Answers.Verdict(objections.isEmpty(), verbose ? objections : null);
    }
}
