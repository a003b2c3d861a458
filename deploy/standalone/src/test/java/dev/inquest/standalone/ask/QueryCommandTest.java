package dev.inquest.standalone.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which statements are asked at the door for queries.
class QueryCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  -- why; not\n /* SHOW; */ SELECT 1;",
                "SET 'a' = 'b;c'; SELECT 1",
                "DEFINE a = '1'; UNDEFINE a; PRINT 'inquest.kernel'",
                "(SELECT 1)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
            })
    void queries(String statements) {
        assertThat(QueryCommand.isQuery(statements)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW TABLES",
                "SELECT 1; SHOW TABLES;",
                "selected",
                "SELECT 'open",
                ";",
                ""
            })
    void otherStatements(String statements) {
        assertThat(QueryCommand.isQuery(statements)).isFalse();
    }

    @Test
    void manyLinesOfCommentsBeforeAQueryAreNoTrouble() {
        assertThat(QueryCommand.isQuery("-- a\n/* b */\n".repeat(5_000) + "SELECT 1")).isTrue();
    }
}
