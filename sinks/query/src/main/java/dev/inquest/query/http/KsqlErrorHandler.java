package dev.inquest.query.http;

import dev.inquest.query.answer.KsqlError;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Turns a failure into the answer that ksqlDB's clients expect.
@Singleton
final class KsqlErrorHandler implements ExceptionHandler<KsqlError, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, KsqlError error) {
        return Errors.response(error);
    }
}
