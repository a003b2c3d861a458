package dev.inquest.query.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.inquest.query.sql.Select.Emit;
import dev.inquest.query.sql.Statement.Listing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {

    private static Select select(String text) {
        return (Select) StatementParser.parse(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    select node from nodes; | SELECT `NODE` FROM `NODES`
                    SELECT a->b->c FROM t -- why | SELECT FIELD( FIELD( `A` , 'b' ) , 'c' ) FROM `T`
                    SELECT f.a->b FROM t f | SELECT FIELD( `F` . `A` , 'b' ) FROM `T` `F`
                    SELECT e[1]->what, m['k'] FROM t | SELECT FIELD( `E` [ 1 ] , 'what' ) , `M` [ 'k' ] FROM `T`
                    SELECT `at`, count(*) AS count FROM t | SELECT `at` , COUNT ( * ) AS `COUNT` FROM `T`
                    SELECT CAST(a AS STRING) FROM t | SELECT CAST ( `A` AS VARCHAR ) FROM `T`
                    SELECT 1 FROM t WHERE a = 'x' AND b > 3 | SELECT 1 FROM `T` WHERE `A` = CAST(? AS VARCHAR) AND `B` > CAST(? AS INTEGER)
                    SELECT ARRAY[1, 'b'], t.array[1] FROM t | SELECT ARRAY [ 1 , 'b' ] , `T` . `ARRAY` [ 1 ] FROM `T`
                    SELECT LCASE(release) FROM t | SELECT LOWER ( `RELEASE` ) FROM `T`
                    SELECT 1 FROM t WHERE at > '2024-06-17T10:00' | SELECT 1 FROM `T` WHERE `AT` > TIMESTAMP '2024-06-17 10:00:00'
                    SELECT FLOOR(at TO HOUR), TRIM(BOTH 'x' FROM a) FROM t | SELECT FLOOR ( `AT` TO HOUR ) , TRIM ( BOTH 'x' FROM `A` ) FROM `T`
                    SELECT SUBSTRING(a FROM 2 FOR 3), FLOOR(t.to), to FROM t | SELECT SUBSTRING ( `A` FROM 2 FOR 3 ) , FLOOR ( `T` . `TO` ) , `TO` FROM `T`
                    SELECT a FROM t WHERE b < c - INTERVAL '5' MINUTE | SELECT `A` FROM `T` WHERE `B` < `C` - INTERVAL '5' MINUTE
                    """)
    void writesPlainSql(String ksql, String sql) {
        assertThat(select(ksql).core()).isEqualTo(sql);
    }

    @Test
    void literalsThatAreComparedAreParameters() {
        var select = select("SELECT 1 FROM t WHERE a = 'O''Brien' AND b <> 12345678901");

        assertThat(select.parameters()).containsExactly("O'Brien", 12345678901L);
    }

    @Test
    void questionsThatDifferInLiteralsOnlyShareTheirSql() {
        assertThat(select("SELECT * FROM nodes WHERE state = 'HUNG'").core())
                .isEqualTo(select("select * from NODES where state='LIVE';").core());
    }

    @Test
    void aPushQueryWithAWindow() {
        var select =
                select(
                        "SELECT kind, COUNT(*) FROM kernel WINDOW HOPPING (SIZE 1 MINUTE, ADVANCE BY"
                                + " 10 SECONDS, GRACE PERIOD 5 SECONDS) GROUP BY kind HAVING COUNT(*) > 1"
                                + " EMIT FINAL LIMIT 5;");

        assertThat(select.emit()).isEqualTo(Emit.FINAL);
        assertThat(select.limit()).isEqualTo(OptionalLong.of(5));
        assertThat(select.window())
                .contains(
                        new Window.Hopping(
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(10),
                                Optional.of(Duration.ofSeconds(5))));
        assertThat(select.core())
                .isEqualTo(
                        "SELECT `KIND` , COUNT ( * ) FROM `KERNEL` GROUP BY `KIND` , `WINDOWSTART` ,"
                                + " `WINDOWEND` HAVING COUNT ( * ) > CAST(? AS INTEGER)");
    }

    @Test
    void otherStatements() {
        assertThat(StatementParser.parse("LIST STREAMS EXTENDED;"))
                .isEqualTo(new Statement.Show(Listing.STREAMS, true));
        assertThat(StatementParser.parse("describe extended nodes"))
                .isEqualTo(new Statement.Describe("NODES", true));
        assertThat(StatementParser.parse("PRINT inquest.kernel FROM BEGINNING LIMIT 3;"))
                .isEqualTo(new Statement.Print("inquest.kernel", true, OptionalLong.of(3)));
        assertThat(StatementParser.parse("SET 'auto.offset.reset' = 'earliest';"))
                .isEqualTo(new Statement.SetProperty("auto.offset.reset", Optional.of("earliest")));
        assertThat(StatementParser.parse("TERMINATE transient_NODES_1-2;"))
                .isEqualTo(new Statement.Terminate(Optional.of("transient_NODES_1-2")));
        assertThat(StatementParser.parse("CREATE STREAM x (a INT) WITH (kafka_topic='x');"))
                .isEqualTo(new Statement.Refused("CREATE STREAM"));
    }

    @Test
    void statementsAreSplitAtTheirSemicolons() {
        assertThat(StatementParser.split("SHOW TABLES; -- a; b\nSELECT ';' FROM t;LIST TOPICS"))
                .containsExactly("SHOW TABLES;", "SELECT ';' FROM t;", "LIST TOPICS");
        assertThat(StatementParser.split("  ")).isEmpty();
    }

    @Test
    void variablesAreFilledIn() {
        assertThat(
                        Variables.filledIn(
                                "SELECT '${a}' FROM ${t} ${x}", Map.of("a", "$1", "t", "nodes")))
                .isEqualTo("SELECT '$1' FROM nodes ${x}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELEC 1 | line 1:1:
                    SELECT 'x | line 1:8: this string is never closed
                    SELECT -> FROM t | line 1:8:
                    SELECT a) FROM t | line 1:9:
                    SHOW NONSENSE | line 1:6:
                    SELECT a FROM t WINDOW TUMBLING (SIZE 5 PARSECS) GROUP BY a EMIT CHANGES | line 1:41:
                    SELECT a FROM t WINDOW TUMBLING (SIZE 5 DAYS) EMIT CHANGES | line 1:17: WINDOW needs
                    SELECT a FROM t WINDOW TUMBLING (SIZE 5 DAYS) GROUP BY a | line 1:17: WINDOW needs EMIT
                    SELECT a FROM t WINDOW TUMBLING (SIZE 0 DAYS) GROUP BY a EMIT CHANGES | line 1:39:
                    SELECT a FROM t WINDOW SESSION (0 DAYS) GROUP BY a EMIT CHANGES | line 1:33:
                    SELECT a FROM t WINDOW HOPPING (SIZE 5 DAYS, ADVANCE BY 0 SECONDS) GROUP BY a EMIT CHANGES | line 1:57:
                    SELECT a FROM t WINDOW HOPPING (SIZE 5 DAYS, ADVANCE BY 1 SECOND) GROUP BY a EMIT CHANGES | line 1:57:
                    SELECT a FROM t EMIT FINAL | line 1:22:
                    SELECT a FROM t EMIT CHANGES nonsense | line 1:30:
                    SHOW TABLES nonsense | line 1:13:
                    SELECT a FROM t; SELECT b FROM t | line 1:16:
                    """)
    void faultsAreToldWithTheirPlace(String text, String message) {
        assertThatExceptionOfType(Misspelt.class)
                .isThrownBy(() -> StatementParser.parse(text))
                .withMessageStartingWith(message);
    }

    @Test
    void aFaultOnALaterLineIsToldThere() {
        var origins = select("SELECT node,\n  nod FROM nodes").origins();

        assertThat(origins.misspelt("Column not found at line 1, column 18", 18))
                .hasMessage("line 2:3: Column not found");
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThatExceptionOfType(Misspelt.class)
                .isThrownBy(() -> StatementParser.split(List.of("x".repeat(100_001)).getFirst()));
    }
}
