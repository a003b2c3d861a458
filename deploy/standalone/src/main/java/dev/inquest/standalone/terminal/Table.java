package dev.inquest.standalone.terminal;

import java.util.ArrayList;
import java.util.List;

/// Lays rows out in columns that fit the width; the last column gives way.
public final class Table {

    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// Adds a row; it has as many cells as there are headings.
    public Table row(String... cells) {
        rows.add(List.of(cells).stream().map(Text::clean).toList());
        return this;
    }

    /// The lines of the table.
    public List<String> lines(int width) {
        var columns = rows.getFirst().size();
        var widths = new int[columns];
        for (var row : rows) {
            for (var i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths, width)).toList();
    }

    private static String line(List<String> row, int[] widths, int width) {
        var line = new StringBuilder();
        for (var i = 0; i < row.size() - 1; i++) {
            line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + GAP);
        }
        var room = Math.max(10, width - line.length());
        return line.append(Text.fit(row.getLast(), room)).toString().stripTrailing();
    }
}
