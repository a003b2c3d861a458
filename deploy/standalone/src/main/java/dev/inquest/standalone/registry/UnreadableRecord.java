package dev.inquest.standalone.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Says why a record of the schemas topic makes no sense.
final class UnreadableRecord extends Exception {

    @Serial private static final long serialVersionUID = 1;

    UnreadableRecord(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
