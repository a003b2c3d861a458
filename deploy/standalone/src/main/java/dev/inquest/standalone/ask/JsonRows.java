package dev.inquest.standalone.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.util.List;

/// One JSON object per row.
final class JsonRows implements Rows {

    private final PrintStream out;
    private List<String> names = List.of();

    JsonRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<String> columns) {
        names = columns;
    }

    @Override
    public void row(JsonNode cells) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < names.size(); i++) {
            object.set(names.get(i), cells.path(i));
        }
        out.println(object);
    }

    @Override
    public void line(String text) {
        out.println(JsonNodeFactory.instance.textNode(text));
    }

    @Override
    public void pause() {
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }
}
