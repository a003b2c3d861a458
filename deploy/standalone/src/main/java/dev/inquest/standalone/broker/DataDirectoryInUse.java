package dev.inquest.standalone.broker;

import java.io.Serial;
import java.nio.file.Path;

/// Says that another running instance owns the data directory.
public final class DataDirectoryInUse extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    DataDirectoryInUse(Path directory, String owner) {
        super(
                "data directory %s is in use by another running inquest%s"
                        .formatted(directory, owner));
    }
}
