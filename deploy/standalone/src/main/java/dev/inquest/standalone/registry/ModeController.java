package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/// Says that the registry may be read and written, always: it knows no other mode.
@Requires(bean = Registry.class)
@Controller("/mode")
@Consumes({Media.V1, Media.ANY_VERSION, Media.JSON})
@Produces({Media.V1, Media.ANY_VERSION, Media.JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModeController {

    private static final Answers.Mode READWRITE = new Answers.Mode("READWRITE");

    @Get
    Answers.Mode mode() {
        return READWRITE;
    }

    @Put
    Answers.Mode setMode(@Body @Nullable String body) {
        return requireReadWrite(body);
    }

    @Get("/{subject}")
    Answers.Mode mode(String subject, @QueryValue(defaultValue = "false") boolean defaultToGlobal) {
        if (defaultToGlobal) {
            return READWRITE;
        }
        throw new Refusal(
                Reason.NO_SUBJECT_MODE,
                "Subject '%s' does not have subject-level mode configured".formatted(subject));
    }

    @Put("/{subject}")
    Answers.Mode setMode(String subject, @Body @Nullable String body) {
        return requireReadWrite(body);
    }

    private static Answers.Mode requireReadWrite(@Nullable String body) {
        var mode = RequestBody.of(body).text("mode");
        return switch (mode) {
            case "READWRITE" -> READWRITE;
            case "READONLY", "READONLY_OVERRIDE", "IMPORT", "FORWARD" ->
                    throw new Refusal(
                            Reason.NOT_PERMITTED, "This registry is always in mode READWRITE");
            default -> throw new Refusal(Reason.INVALID_MODE, "Invalid mode: " + mode);
        };
    }
}
