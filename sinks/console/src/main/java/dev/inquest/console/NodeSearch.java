package dev.inquest.console;

import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/// Finds nodes by a piece of their name. Where there are more than can be shown, the shortest names
/// stay: whoever has typed a whole name finds it, however many others begin with it.
public final class NodeSearch {

    private static final Comparator<Row<NodeStatus>> SHORTEST_FIRST =
            Comparator.<Row<NodeStatus>>comparingInt(row -> row.key().length())
                    .thenComparing(Row::key);

    private NodeSearch() {}

    /// The nodes that have these letters in their key, the closest first.
    public static List<Row<NodeStatus>> closest(
            Iterable<Row<NodeStatus>> nodes, String piece, int most) {
        var wanted = piece.toLowerCase(Locale.ROOT);
        var found = new PriorityQueue<>(SHORTEST_FIRST.reversed());
        for (var row : nodes) {
            if (row.key().toLowerCase(Locale.ROOT).contains(wanted)) {
                found.add(row);
                if (found.size() > most) {
                    found.remove();
                }
            }
        }
        return found.stream().sorted(SHORTEST_FIRST).toList();
    }
}
