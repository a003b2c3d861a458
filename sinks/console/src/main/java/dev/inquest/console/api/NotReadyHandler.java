package dev.inquest.console.api;

import dev.inquest.console.NotReady;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Says that it is too early, so that a screen waits instead of giving up.
@Singleton
final class NotReadyHandler implements ExceptionHandler<NotReady, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, NotReady exception) {
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(exception.getMessage() + "\n");
    }
}
