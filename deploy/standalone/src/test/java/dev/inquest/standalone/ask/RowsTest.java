package dev.inquest.standalone.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Text;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// An answer as the terminal, a program and a spreadsheet get it.
class RowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String printed(
            Function<PrintStream, Rows> printer, List<String> columns, String... rows)
            throws Exception {
        var printing = printer.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        printing.columns(columns);
        for (var row : rows) {
            printing.row(JSON.readTree(row));
        }
        printing.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Function<PrintStream, Rows> text(int width) {
        return out -> new TextRows(new Screen(out, false, false, width));
    }

    @Test
    void aTableIsAsWideAsItsCells() throws Exception {
        assertThat(
                        printed(
                                text(80),
                                List.of("NODE", "HUNG", "ATTRIBUTES"),
                                "[\"a\", 12, {\"zone\": \"z1\"}]",
                                "[\"node-b\", null, {}]"))
                .isEqualToNormalizingNewlines(
                        """
                        NODE    HUNG  ATTRIBUTES
                        a       12    {"zone":"z1"}
                        node-b        {}
                        2 rows
                        """);
    }

    @Test
    void theWidestColumnsGiveWayToTheTerminal() throws Exception {
        var lines =
                printed(
                                text(40),
                                List.of("NODE", "TITLE", "NARRATIVE"),
                                "[\"n1\", \"" + "t".repeat(50) + "\", \"" + "x".repeat(500) + "\"]")
                        .lines()
                        .toList();

        assertThat(lines)
                .allSatisfy(line -> assertThat(Text.columns(line)).isLessThanOrEqualTo(40));
        assertThat(lines.get(1)).startsWith("n1    ttt").endsWith("x…");
    }

    @Test
    void wideCharactersKeepTheColumnsStraight() throws Exception {
        var lines =
                printed(text(80), List.of("ZONE", "N"), "[\"北京\", 1]", "[\"cn-beijing\", 2]")
                        .lines()
                        .toList();

        assertThat(lines).contains("北京        1", "cn-beijing  2");
    }

    @Test
    void hostileCellsCannotSteerTheTerminal() throws Exception {
        var table = printed(text(80), List.of("LOG"), "[\"a\\u001b[2J\\r\\nb\\u202ec\\u0007\"]");

        assertThat(table).contains("a.[2J..b.c.").doesNotContain("\u001b", "\r", "\u202e");
    }

    @Test
    void jsonIsOneObjectPerRow() throws Exception {
        assertThat(
                        printed(
                                JsonRows::new,
                                List.of("NODE", "VITALS"),
                                "[\"a\\u001b\\n\\\"\", {\"load1\": 0.5}]",
                                "[\"b\", null]"))
                .isEqualToNormalizingNewlines(
                        """
                        {"NODE":"a\\u001B\\n\\"","VITALS":{"load1":0.5}}
                        {"NODE":"b","VITALS":null}
                        """);
    }

    @Test
    void csvQuotesWhatItMust() throws Exception {
        assertThat(
                        printed(
                                CsvRows::new,
                                List.of("NODE", "A,B", "C"),
                                "[\"say \\\"hi\\\"\", \"two\\nlines\", null]",
                                "[\"plain\", 1.5, {\"a\": 1}]",
                                "[\"\\u001b[2Jgone\", \"\", null]"))
                .isEqualTo(
                        "NODE,\"A,B\",C\r\n"
                                + "\"say \"\"hi\"\"\",\"two\nlines\",\r\n"
                                + "plain,1.5,\"{\"\"a\"\":1}\"\r\n"
                                + ".[2Jgone,,\r\n");
    }
}
