package dev.inquest.standalone.registry;

import java.io.Serial;

/// The registry's "no", in the numbers Confluent's clients understand.
public final class Refusal extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    /// The first three digits of each code are the HTTP status.
    public enum Reason {
        MALFORMED(400),
        SUBJECT_NOT_FOUND(40401),
        VERSION_NOT_FOUND(40402),
        SCHEMA_NOT_FOUND(40403),
        SUBJECT_SOFT_DELETED(40404),
        SUBJECT_NOT_SOFT_DELETED(40405),
        VERSION_SOFT_DELETED(40406),
        VERSION_NOT_SOFT_DELETED(40407),
        NO_SUBJECT_LEVEL(40408),
        NO_SUBJECT_MODE(40409),
        INCOMPATIBLE(40901),
        INVALID_SCHEMA(42201),
        INVALID_VERSION(42202),
        INVALID_LEVEL(42203),
        INVALID_MODE(42204),
        NOT_PERMITTED(42205),
        INVALID_SUBJECT(42208),
        SCHEMA_TOO_LARGE(42209),
        STORE_FAILED(50001);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public int status() {
            return code < 1000 ? code : code / 100;
        }
    }

    private final Reason reason;

    public Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Refusal(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
