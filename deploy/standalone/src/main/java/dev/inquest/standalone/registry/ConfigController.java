package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Serves the compatibility levels, the global one and those of single subjects.
@Requires(bean = Registry.class)
@Controller("/config")
@Consumes({Media.V1, Media.ANY_VERSION, Media.JSON})
@Produces({Media.V1, Media.ANY_VERSION, Media.JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfigController {

    private final Registry registry;

    ConfigController(Registry registry) {
        this.registry = registry;
    }

    @Get
    Answers.Level level() {
        return new Answers.Level(registry.level().name);
    }

    @Put
    Answers.LevelAccepted setLevel(@Body @Nullable String body) {
        return set(Optional.empty(), body);
    }

    @Delete
    Answers.Level clearLevel() {
        return new Answers.Level(registry.clearLevel(Optional.empty()).name);
    }

    @Get("/{subject}")
    Answers.Level level(
            String subject, @QueryValue(defaultValue = "false") boolean defaultToGlobal) {
        var level = registry.level(subject);
        if (level.isEmpty() && defaultToGlobal) {
            return level();
        }
        return new Answers.Level(level.orElseThrow(() -> Registry.noLevel(subject)).name);
    }

    @Put("/{subject}")
    Answers.LevelAccepted setLevel(String subject, @Body @Nullable String body) {
        return set(Optional.of(subject), body);
    }

    @Delete("/{subject}")
    Answers.Level clearLevel(String subject) {
        return new Answers.Level(registry.clearLevel(Optional.of(subject)).name);
    }

    private Answers.LevelAccepted set(Optional<String> subject, @Nullable String body) {
        var level = CompatibilityLevel.forName(RequestBody.of(body).text("compatibility"));
        if (level == null) {
            throw new Refusal(
                    Reason.INVALID_LEVEL,
                    "Invalid compatibility level. Valid values are none, backward, forward, full,"
                            + " backward_transitive, forward_transitive, and full_transitive");
        }
        registry.setLevel(subject, level);
        return new Answers.LevelAccepted(level.name);
    }
}
