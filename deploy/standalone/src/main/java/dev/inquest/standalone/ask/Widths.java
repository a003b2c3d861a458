package dev.inquest.standalone.ask;

import dev.inquest.standalone.terminal.Text;
import java.util.ArrayList;
import java.util.List;

/// Shares the width of the terminal among the columns of a table: each gets what it needs, and
/// where that is too much the widest give way first.
final class Widths {

    static final String GAP = "  ";

    private static final int NARROWEST = 4;

    private Widths() {}

    static List<Integer> fitting(List<String> names, List<List<String>> rows, int width) {
        var needed = new ArrayList<Integer>();
        for (var i = 0; i < names.size(); i++) {
            var widest = Text.columns(names.get(i));
            for (var row : rows) {
                widest = Math.max(widest, i < row.size() ? Text.columns(row.get(i)) : 0);
            }
            needed.add(Math.max(1, widest));
        }
        var room = width - GAP.length() * (names.size() - 1);
        var limit = limit(needed, room);
        return needed.stream().map(one -> Math.min(one, limit)).toList();
    }

    /// The widest that a column may be so that all fit.
    private static int limit(List<Integer> needed, int room) {
        var limit = needed.stream().mapToInt(i -> i).max().orElse(0);
        while (limit > NARROWEST && sum(needed, limit) > room) {
            limit--;
        }
        return limit;
    }

    private static int sum(List<Integer> needed, int limit) {
        return needed.stream().mapToInt(one -> Math.min(one, limit)).sum();
    }
}
