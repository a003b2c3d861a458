package dev.inquest.query.http;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.util.List;

/// Chooses the shape of an answer by what the client accepts.
final class Accepts {

    private static final List<Shape> SHAPES = List.of(Shape.V1, Shape.DELIMITED, Shape.ARRAY);

    private Accepts() {}

    static Shape forQueryStream(HttpRequest<?> request) {
        return chosen(request, Shape.DELIMITED);
    }

    static Shape forQuery(HttpRequest<?> request) {
        var chosen = chosen(request, Shape.V1);
        return chosen == Shape.ARRAY ? Shape.V1 : chosen;
    }

    private static Shape chosen(HttpRequest<?> request, Shape usual) {
        var types = request.accept().stream().map(MediaType::getName).toList();
        if (types.isEmpty()) {
            return usual;
        }
        for (var shape : SHAPES) {
            if (types.contains(shape.mediaType())) {
                return shape;
            }
        }
        if (types.contains("*/*")
                || types.contains("application/*")
                || types.contains("text/plain")) {
            return usual;
        }
        throw KsqlError.of(
                Code.NOT_ACCEPTABLE,
                "queries are answered as "
                        + String.join(", ", SHAPES.stream().map(Shape::mediaType).toList()));
    }
}
