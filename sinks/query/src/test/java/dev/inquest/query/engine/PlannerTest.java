package dev.inquest.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.inquest.query.catalog.Catalog;
import dev.inquest.query.catalog.JsonCells;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    private final Planner planner =
            new Planner(Catalog.of(new Topics(Topics.DEFAULT_PREFIX, TimeSource.BROKER)));

    private List<String> answer(String select, Object... parameters) {
        var plan = planner.plan(select);
        var types = plan.columns().stream().map(OutputColumn::type).toList();
        var answer = new ArrayList<String>();
        var around = new Plan.Circumstances(List.of(parameters), () -> {}, 0);
        try (var rows = plan.run(Fleet.of(1_000), around)) {
            while (rows.next()) {
                answer.add(JsonCells.row(rows.row(), types).toString());
            }
        }
        return answer;
    }

    @Test
    void theQuestionOfTheIncident() {
        assertThat(
                        answer(
                                "SELECT kernel_release, COUNT(*) AS hung FROM nodes WHERE state = 'HUNG'"
                                        + " GROUP BY kernel_release ORDER BY hung DESC, kernel_release"))
                .containsExactly(
                        "[\"5.15.0-0\",2]",
                        "[\"5.15.0-2\",2]",
                        "[\"5.15.0-4\",2]",
                        "[\"5.15.0-1\",1]",
                        "[\"5.15.0-3\",1]",
                        "[\"5.15.0-5\",1]",
                        "[\"5.15.0-6\",1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT COUNT(*) FROM nodes | [1000]
                    SELECT COUNT(*) FROM nodes WHERE 'HUNG' = state | [10]
                    SELECT COUNT(*) FROM nodes WHERE state = 'LIVE' AND zone = 'z1' AND node <> 'n1' | [329]
                    SELECT COUNT(*) FROM nodes WHERE state = 'HUNG' AND state = 'LIVE' | [0]
                    SELECT COUNT(*) FROM nodes WHERE state = 'HUNG' OR state = 'LIVE' | [1000]
                    SELECT COUNT(*) FROM nodes WHERE state = CAST('HUNGRY' AS VARCHAR(4)) | [10]
                    SELECT COUNT(*) FROM nodes WHERE state = CAST(NULL AS VARCHAR) | [0]
                    SELECT COUNT(*) FROM nodes WHERE rowkey = 'prod/n7' AND state = 'HUNG' | [0]
                    SELECT n.node, m.state FROM nodes n LEFT JOIN (SELECT * FROM nodes WHERE state = 'HUNG') m ON n.node = m.node WHERE n.node = 'n1' | ["n1",null]
                    SELECT node, since FROM nodes WHERE rowkey = 'prod/n7' | ["n7","1970-01-01T00:00:00.000"]
                    SELECT COUNT(*) FROM nodes WHERE attributes['zone'] = 'z1' | [333]
                    SELECT causes[1] FROM nodes LIMIT 1 | ["because"]
                    SELECT n.node FROM nodes n JOIN nodes m ON n.rowkey = m.rowkey WHERE m.node = 'n5' | ["n5"]
                    SELECT node FROM nodes WHERE node IN (SELECT node FROM nodes WHERE node = 'n3') | ["n3"]
                    SELECT zone, COUNT(*) c FROM nodes GROUP BY zone HAVING COUNT(*) > 333 | ["z0",334]
                    SELECT AVG(change_number), SUM(change_number) FROM nodes | [0.0,0]
                    SELECT FIELD(vitals, 'load1') FROM nodes LIMIT 1 | [null]
                    SELECT u.c FROM nodes CROSS JOIN UNNEST(causes) AS u(c) WHERE node = 'n1' | ["because"]
                    SELECT COLLECT_LIST(state) FROM nodes WHERE node IN ('n1', 'n2') | [["LIVE","LIVE"]]
                    SELECT COLLECT_LIST(attributes['no']) FROM nodes WHERE node = 'n1' | [null]
                    SELECT CARDINALITY(COLLECT_LIST(node)) FROM nodes GROUP BY cluster | [1000]
                    SELECT INSTR(node, '1'), INSTR(node, 'x'), INSTR('a.b.c', '.', -1), INSTR('a.b.c', '.', 1, 2) FROM nodes WHERE node = 'n1' | [2,0,4,4]
                    SELECT SPLIT('a.b..c', '.'), SPLIT('ab', ''), SPLIT('ab', ','), SPLIT(zone, attributes['no']) FROM nodes WHERE node = 'n1' | [["a","b","","c"],["a","b"],["ab"],null]
                    SELECT CAST(since AS DATE), CAST(since AS TIME), TIME '10:00:05' FROM nodes LIMIT 1 | ["1970-01-01","00:00:00","10:00:05"]
                    SELECT CAST('2024-06-17' AS DATE) AS d FROM nodes LIMIT 1 | ["2024-06-17"]
                    SELECT COUNT(*) FROM nodes WHERE since < TIMESTAMP '1970-01-01 00:00:01' | [1000]
                    SELECT COUNT(*) FROM nodes WHERE since < '1970-01-02' | [1000]
                    SELECT COUNT(*) FROM nodes WHERE node LIKE '%日本%' OR node IN ('né', 'n1') | [1]
                    SELECT 'axb' LIKE 'a_b', 'a🦆b' LIKE 'a_b', 'axyb' LIKE 'a_b', 'a%b' LIKE 'a!%b' ESCAPE '!', 'axb' LIKE 'a!%b' ESCAPE '!' FROM nodes LIMIT 1 | [true,true,false,true,false]
                    SELECT 'abcab' LIKE '%ab', 'abc' LIKE '%', '' LIKE '', '' LIKE '_', 'abc' NOT LIKE 'ab', 'aab' LIKE '%_b%', attributes['no'] LIKE 'a' FROM nodes LIMIT 1 | [true,true,true,false,true,true,null]
                    SELECT COUNT(*) FROM nodes WHERE node NOT LIKE 'n1%' AND node LIKE 'n%' | [889]
                    SELECT '日本🦆', UPPER('é'), CAST(1 AS TINYINT), CAST(1.5 AS REAL) FROM nodes LIMIT 1 | ["日本🦆","É",1,1.5]
                    """)
    void answers(String select, String expected) {
        assertThat(answer(select)).containsExactly(expected);
    }

    @Test
    void listsOverRowsGrowFromRowToRow() {
        assertThat(
                        answer(
                                "SELECT COLLECT_LIST(node) OVER (ORDER BY node) AS l FROM nodes"
                                        + " WHERE node IN ('n1', 'n2')"))
                .containsExactlyInAnyOrder("[[\"n1\"]]", "[[\"n1\",\"n2\"]]");
    }

    @Test
    void rowsThatDoNotHoldTheTextAreMadeNothingOf() {
        assertThat(planner.plan("SELECT node FROM nodes WHERE state = 'HUNG'").explanation())
                .contains("sought=[[STATE=Written[text=HUNG]]]");
        assertThat(planner.plan("SELECT node FROM nodes WHERE rowkey = 'prod/n1'").explanation())
                .contains("key=[Written[text=prod/n1]]");
        assertThat(
                        answer(
                                "SELECT node FROM nodes WHERE node = CAST(? AS VARCHAR) AND state = ?",
                                "n100",
                                "HUNG"))
                .containsExactly("[\"n100\"]");
    }

    @Test
    void parametersAreFilledIn() {
        assertThat(answer("SELECT node FROM nodes WHERE rowkey = CAST(? AS VARCHAR)", "prod/n9"))
                .containsExactly("[\"n9\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT nod FROM nodes | 8 | Column 'NOD' not found
                    SELECT node FROM nods | 18 | 'NODS' not found
                    SELEC node | 1 | Non-query
                    SELECT node FROM nodes WHERE witnessed = 5 + node | 42 | Cannot apply
                    SELECT FIELD(vitals, 'nope') FROM nodes | 8 | no field 'nope'
                    SELECT node FROM nodes WHERE node > 5 | 30 | Cannot apply '>' to [VARCHAR, INTEGER]
                    SELECT node FROM nodes WHERE change_number IN ('a', 'b') | 30 | compare a text with a text only
                    SELECT node FROM nodes WHERE change_number BETWEEN 'a' AND 'b' | 30 | compare a text with a text only
                    SELECT node FROM nodes WHERE witnessed = 'true' | 30 | compare a text with a text only
                    SELECT node FROM nodes WHERE node = TIMESTAMP '2024-06-17 10:00:00' | 30 | compare a text with a text only
                    SELECT n.node FROM nodes n JOIN nodes m ON n.node = m.change_number | 44 | compare a text with a text only
                    SELECT REPEAT(node, 2000000000) FROM nodes | 8 | No match found
                    SELECT REGEXP_REPLACE(node, '(a?)*b', '') FROM nodes | 8 | No match found
                    SELECT node FROM nodes WHERE node RLIKE '(a?)*b' | 30 | RLIKE
                    SELECT node FROM nodes WHERE node SIMILAR TO '(a?)*b' | 30 | SIMILAR TO
                    SELECT node FROM nodes WHERE node ILIKE 'A%' | 30 | ILIKE
                    SELECT n.node FROM nodes n NATURAL JOIN facts f | 28 | NATURAL JOIN would compare ROWTIME
                    SELECT node, node FROM nodes | 14 | duplicate column name NODE
                    SELECT node AS a, state AS a FROM nodes | 19 | duplicate column name A
                    SELECT *, n.node FROM nodes n | 11 | duplicate column name NODE
                    SELECT node, node FROM nodes UNION ALL SELECT node, zone FROM nodes | 14 | duplicate column name NODE
                    WITH a AS (SELECT node FROM nodes) SELECT node, node FROM a ORDER BY 1 | 49 | duplicate column name NODE
                    SELECT n.node FROM nodes n FULL JOIN nodes m ON n.node < m.node | 0 | needs ON with an equality
                    """)
    void refusesWithThePosition(String select, int column, String message) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> planner.plan(select))
                .satisfies(e -> assertThat(e.column()).isEqualTo(column))
                .withMessageContaining(message);
    }

    @Test
    @Timeout(30)
    void aPatternWithManyPlaceholdersTakesNoTime() {
        var text = "a".repeat(5_000);
        var pattern = "%a".repeat(50) + "%b";

        assertThat(answer("SELECT '%s' LIKE '%s' FROM nodes LIMIT 1".formatted(text, pattern)))
                .containsExactly("[false]");
    }

    @Test
    void whatIsNestedTooDeeplyIsSaidSo() {
        var depth = 20_000;

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(
                        () -> planner.plan("SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth)))
                .withMessageContaining("nested too deeply");
    }

    @Test
    void columnsOfOneNameGetThatOfTheirRelation() {
        var plan =
                planner.plan(
                        "SELECT n.node, f.node, f.source FROM nodes n JOIN facts f ON n.node = f.node");

        assertThat(plan.columns())
                .extracting(OutputColumn::name)
                .containsExactly("N_NODE", "F_NODE", "SOURCE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT node, FIELD(vitals, 'load1'), FIELD(vitals, 'load1') FROM nodes | NODE LOAD1 LOAD1_1
                    SELECT FIELD(vitals, 'load1'), node AS load1 FROM nodes | LOAD1_1 LOAD1
                    SELECT node AS `a`, zone AS a FROM nodes | a A
                    SELECT node, zone FROM nodes UNION ALL SELECT node, node FROM nodes | NODE ZONE
                    SELECT node FROM nodes WHERE EXISTS (SELECT zone, zone FROM nodes) | NODE
                    """)
    void onlyNamesThatTheAuthorWroteTwiceInTheAnswerAreRefused(String select, String names) {
        assertThat(planner.plan(select).columns())
                .extracting(OutputColumn::name)
                .containsExactly(names.split(" "));
    }

    @Test
    void aStreamThatIsJoinedWithATableHasAWindow() {
        var plan =
                planner.streamPlan(
                        "SELECT k.kind, COUNT(*) FROM kernel k JOIN nodes n ON n.rowkey = k.rowkey"
                                + " GROUP BY k.kind, windowstart, windowend");

        assertThat(plan)
                .isInstanceOfSatisfying(
                        StreamPlan.Aggregating.class,
                        grouped -> {
                            assertThat(grouped.grouping().windowStart()).isPresent();
                            assertThat(grouped.grouping().withoutWindow().windowStart()).isEmpty();
                        });
    }

    @Test
    void everyRowOfAJoinIsCounted() {
        var plan = planner.plan("SELECT COUNT(*) FROM nodes n JOIN nodes m ON n.zone = m.zone");
        var joined = new AtomicLong();
        var watch =
                new Run.Watch() {
                    @Override
                    public void check() {}

                    @Override
                    public void joined() {
                        joined.incrementAndGet();
                    }
                };

        try (var rows = plan.run(Fleet.of(300), new Plan.Circumstances(List.of(), watch, 0))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.row()).containsExactly(30_000L);
        }
        assertThat(joined).hasValueGreaterThanOrEqualTo(30_000);
    }
}
