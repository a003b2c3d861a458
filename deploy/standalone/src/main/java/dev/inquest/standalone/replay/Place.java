package dev.inquest.standalone.replay;

import java.nio.file.Path;

/// Where in the input something stands.
///
/// @param line counted from 1
public record Place(Path file, long line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
