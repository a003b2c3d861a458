package dev.inquest.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.query.LiveTables;
import dev.inquest.query.QueryServer;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.answer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every statement that the documentation of queries shows is answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedStatementsTest {

    private static final Path PAGE = Path.of("../../docs/query.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");
    private static final Pattern COMMAND = Pattern.compile("\\./inquest query \"([^\"]+)\"");
    private static final Pattern BODY = Pattern.compile("\"sql\":\"([^\"]+)\"");

    private final LiveTables live = new LiveTables();
    private final QueryServer server =
            QueryServer.open(
                    live.tables(),
                    live.topics(),
                    QuerySettings.standard().withDeadline(Duration.ofMinutes(1)),
                    InstantSource.system());

    @BeforeAll
    void isReady() {
        await().atMost(Duration.ofMinutes(2)).until(server::isReady);
    }

    @AfterAll
    void stop() {
        server.close();
        live.close();
    }

    static Stream<String> statements() throws IOException {
        var page = Files.readString(PAGE);
        var blocks =
                BLOCK.matcher(page)
                        .results()
                        .flatMap(block -> Stream.of(block.group(1).split(";\n")))
                        .map(String::strip);
        var others =
                Stream.of(COMMAND, BODY)
                        .flatMap(pattern -> pattern.matcher(page).results())
                        .map(one -> one.group(1));
        return Stream.concat(blocks, others).filter(statement -> !statement.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void isAnswered(String statement) throws Exception {
        if (statement.startsWith("SELECT")) {
            try (var answer = server.query(new Request(statement))) {
                assertThat(answer.columns()).isNotEmpty();
            }
        } else {
            assertThat(server.execute(new Request(statement))).isNotEmpty();
        }
    }

    @Test
    void thereAreSome() throws Exception {
        assertThat(statements())
                .hasSizeGreaterThan(8)
                .anyMatch(statement -> statement.contains("UNNEST"));
    }
}
