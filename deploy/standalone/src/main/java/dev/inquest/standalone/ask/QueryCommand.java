package dev.inquest.standalone.ask;

import dev.inquest.query.sql.Misspelt;
import dev.inquest.query.sql.StatementParser;
import dev.inquest.standalone.cli.CommandFailed;
import dev.inquest.standalone.cli.ExitCode;
import dev.inquest.standalone.cli.Interruption;
import dev.inquest.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the query server from the terminal.
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description =
                "Ask about the fleet: a pull query answers once, EMIT CHANGES goes on until Ctrl-C.")
public final class QueryCommand implements Callable<Integer> {

    private static final Duration END_WITHIN = Duration.ofSeconds(3);
    private static final Pattern QUERY = Pattern.compile("(?i)(?:SELECT|PRINT|WITH|VALUES)\\b|\\(");

    @Parameters(
            paramLabel = "SQL",
            description = "A statement, such as \"SHOW TABLES\"; - reads it from standard input.")
    private String sql = "";

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The query server (default: ${DEFAULT-VALUE}, that of `up` and `demo`).")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--from-beginning",
            description = "A push query tells what is there already, too.")
    private boolean fromBeginning;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json (one object per row) or csv (default: ${DEFAULT-VALUE}).")
    private QueryFormat output = QueryFormat.TEXT;

    @Override
    public Integer call() throws InterruptedException {
        if (server.getHost() == null || server.getScheme() == null) {
            throw CommandFailed.badInput("inquest query: --server: no URL: " + server);
        }
        var asking = new Asking(server);
        var interruption = Interruption.watch(END_WITHIN);
        var ender =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                interruption.await();
                                asking.end();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            ask(asking);
        } finally {
            ender.interrupt();
            interruption.closed();
        }
        return ExitCode.FINE.number();
    }

    private void ask(Asking asking) throws InterruptedException {
        var statement = sql.equals("-") ? standardInput() : sql;
        var rows = rows();
        if (isQuery(statement)) {
            asking.query(statement, fromBeginning, rows);
        } else {
            Entities.show(asking.statements(statement), rows);
        }
    }

    /// Whether the last statement is a query; SET and DEFINE may come before it.
    static boolean isQuery(String statements) {
        try {
            var all = StatementParser.split(statements);
            return !all.isEmpty() && QUERY.matcher(all.getLast()).lookingAt();
        } catch (Misspelt e) {
            // The server says what is wrong with it, and where.
            return false;
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rows rows() {
        return switch (output) {
            case TEXT -> new TextRows(Terminal.out());
            case JSON -> new JsonRows(System.out);
            case CSV -> new CsvRows(System.out);
        };
    }
}
