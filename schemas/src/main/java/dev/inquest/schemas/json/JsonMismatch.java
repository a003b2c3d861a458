package dev.inquest.schemas.json;

/// Says which field of a JSON object does not fit its schema.
public final class JsonMismatch extends RuntimeException {

    public JsonMismatch(String message) {
        super(message);
    }
}
