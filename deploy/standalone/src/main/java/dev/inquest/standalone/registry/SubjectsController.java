package dev.inquest.standalone.registry;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Serves what subjects hold: registering, looking up, listing, deleting.
@Requires(bean = Registry.class)
@Controller("/subjects")
@Consumes({Media.V1, Media.ANY_VERSION, Media.JSON})
@Produces({Media.V1, Media.ANY_VERSION, Media.JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubjectsController {

    private final Registry registry;

    SubjectsController(Registry registry) {
        this.registry = registry;
    }

    @Get
    List<String> subjects(
            @QueryValue(defaultValue = "false") boolean deleted,
            @QueryValue(defaultValue = "") String subjectPrefix) {
        return registry.subjects(deleted).stream()
                .filter(subject -> subject.startsWith(subjectPrefix))
                .toList();
    }

    @Post("/{subject}")
    Answers.Version lookUp(
            String subject,
            @Body @Nullable String body,
            @QueryValue(defaultValue = "false") boolean normalize,
            @QueryValue(defaultValue = "false") boolean deleted) {
        var proposal = RequestBody.of(body).proposal(normalize);
        return Answers.Version.of(registry.lookUp(subject, proposal, deleted));
    }

    @Delete("/{subject}")
    List<Integer> delete(String subject, @QueryValue(defaultValue = "false") boolean permanent) {
        return registry.deleteSubject(subject, permanent);
    }

    @Get("/{subject}/versions")
    List<Integer> versions(String subject, @QueryValue(defaultValue = "false") boolean deleted) {
        return registry.versions(subject, deleted).stream().map(SchemaVersion::version).toList();
    }

    @Post("/{subject}/versions")
    Answers.Id register(
            String subject,
            @Body @Nullable String body,
            @QueryValue(defaultValue = "false") boolean normalize) {
        var proposal = RequestBody.of(body).proposal(normalize);
        return new Answers.Id(registry.register(subject, proposal));
    }

    @Get("/{subject}/versions/{version}")
    Answers.Version version(
            String subject, String version, @QueryValue(defaultValue = "false") boolean deleted) {
        return Answers.Version.of(find(subject, version, deleted));
    }

    @Get("/{subject}/versions/{version}/schema")
    String schema(
            String subject, String version, @QueryValue(defaultValue = "false") boolean deleted) {
        return find(subject, version, deleted).schema();
    }

    /// Always none, as schemas with references are refused.
    @Get("/{subject}/versions/{version}/referencedby")
    List<Integer> referencedBy(String subject, String version) {
        find(subject, version, true);
        return List.of();
    }

    @Delete("/{subject}/versions/{version}")
    int deleteVersion(
            String subject, String version, @QueryValue(defaultValue = "false") boolean permanent) {
        return registry.deleteVersion(subject, VersionName.of(version), permanent);
    }

    private SchemaVersion find(String subject, String version, boolean deleted) {
        return registry.version(subject, VersionName.of(version), deleted);
    }
}
