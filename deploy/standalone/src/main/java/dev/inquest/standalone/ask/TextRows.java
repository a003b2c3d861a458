package dev.inquest.standalone.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.util.ArrayList;
import java.util.List;

/// A table for people. The first rows decide how wide the columns are; they are shown at once when
/// no more come for now.
final class TextRows implements Rows {

    private static final int LOOKED_AT = 1_000;

    private final Screen screen;
    private final List<List<String>> waiting = new ArrayList<>();
    private List<String> names = List.of();
    private List<Integer> widths = List.of();
    private long rows;

    TextRows(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void columns(List<String> columns) {
        names = columns;
    }

    @Override
    public void row(JsonNode cells) {
        var texts = new ArrayList<String>();
        cells.forEach(cell -> texts.add(Text.clean(text(cell))));
        rows++;
        waiting.add(texts);
        if (!widths.isEmpty() || waiting.size() >= LOOKED_AT) {
            show();
        }
    }

    /// A cell as a person reads it.
    static String text(JsonNode cell) {
        if (cell.isNull() || cell.isMissingNode()) {
            return "";
        }
        return cell.isValueNode() ? cell.asText() : cell.toString();
    }

    private void show() {
        if (widths.isEmpty()) {
            widths = Widths.fitting(names, waiting, screen.width());
            screen.line(Style.STRONG, line(names));
        }
        waiting.forEach(row -> screen.line(line(row)));
        waiting.clear();
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.size(); i++) {
            var cell = i < cells.size() ? cells.get(i) : "";
            var fitted = Text.fit(cell, widths.get(i));
            line.append(i == 0 ? "" : Widths.GAP).append(fitted);
            line.repeat(' ', Math.max(0, widths.get(i) - Text.columns(fitted)));
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void line(String text) {
        screen.line(Text.clean(text));
    }

    @Override
    public void pause() {
        if (!waiting.isEmpty()) {
            show();
        }
    }

    @Override
    public void end() {
        if (!names.isEmpty()) {
            show();
            screen.line(Style.FAINT, rows == 1 ? "1 row" : rows + " rows");
        }
    }
}
