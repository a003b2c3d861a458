package dev.inquest.standalone.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inquest.standalone.terminal.Text;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Comma-separated values, with the names of the columns first (RFC 4180, which knows no control
/// characters: they are dots here, as on a terminal they would steer it).
final class CsvRows implements Rows {

    private final PrintStream out;

    CsvRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<String> names) {
        print(names);
    }

    @Override
    public void row(JsonNode cells) {
        print(StreamSupport.stream(cells.spliterator(), false).map(TextRows::text).toList());
    }

    private void print(List<String> cells) {
        out.print(cells.stream().map(CsvRows::quoted).collect(Collectors.joining(",")) + "\r\n");
    }

    private static String quoted(String cell) {
        var clean = cell.lines().map(Text::clean).collect(Collectors.joining("\n"));
        var needsQuotes = clean.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n');
        return needsQuotes ? '"' + clean.replace("\"", "\"\"") + '"' : clean;
    }

    @Override
    public void line(String text) {
        print(List.of(text));
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
