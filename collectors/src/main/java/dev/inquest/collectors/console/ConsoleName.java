package dev.inquest.collectors.console;

import dev.inquest.schemas.NodeKey;
import java.util.Optional;

/// Tells by a file's name whose console it holds.
final class ConsoleName {

    private static final String SUFFIX = ".log";
    private static final String BETWEEN = "__";

    private ConsoleName() {}

    static boolean isConsole(String fileName) {
        return fileName.endsWith(SUFFIX) && !fileName.startsWith(".");
    }

    /// The node of `<cluster>__<node>.log` or `<node>.log`; empty when the name names none.
    static Optional<NodeKey> node(String fileName, String defaultCluster) {
        if (!isConsole(fileName)) {
            return Optional.empty();
        }
        var name = fileName.substring(0, fileName.length() - SUFFIX.length());
        var between = name.indexOf(BETWEEN);
        try {
            return Optional.of(
                    between < 0
                            ? new NodeKey(defaultCluster, name)
                            : new NodeKey(
                                    name.substring(0, between),
                                    name.substring(between + BETWEEN.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
