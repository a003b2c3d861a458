package dev.inquest.standalone.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Comma-separated values, with the names of the columns first (RFC 4180).
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
        var needsQuotes =
                cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
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
