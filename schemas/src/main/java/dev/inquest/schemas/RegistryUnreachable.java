package dev.inquest.schemas;

import org.apache.kafka.common.errors.RetriableException;

/// Says that a record could not be read because the schema registry did not answer: the record may
/// be perfectly good, and must be tried again rather than given up.
public final class RegistryUnreachable extends RetriableException {

    public RegistryUnreachable(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether this is what lies behind a failure.
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnreachable) {
                return true;
            }
        }
        return false;
    }
}
