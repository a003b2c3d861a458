package dev.inquest.standalone.registry;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Turns the registry's "no" into the answer Confluent's clients parse.
@Singleton
final class RefusalHandler implements ExceptionHandler<Refusal, HttpResponse<Answers.Failure>> {

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<Answers.Failure> handle(HttpRequest request, Refusal refusal) {
        var reason = refusal.reason();
        var body = new Answers.Failure(reason.code(), String.valueOf(refusal.getMessage()));
        return HttpResponse.<Answers.Failure>status(reason.status(), reason.name())
                .body(body)
                .contentType(Media.V1);
    }
}
