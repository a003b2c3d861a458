package dev.inquest.query.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.inquest.query.LiveTables;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.catalog.Catalog;
import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.Plan;
import dev.inquest.query.engine.Planner;
import dev.inquest.query.run.TableInputs;
import dev.inquest.query.sql.Select;
import dev.inquest.query.sql.StatementParser;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What bounds the runs of a push query. Most are over a table that never ends.
class RerunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Planner planner =
            new Planner(Catalog.of(new Topics(Topics.DEFAULT_PREFIX, TimeSource.BROKER)));
    private final AtomicLong read = new AtomicLong();

    private final Inputs endless =
            new Inputs() {
                private final Row<?> row =
                        new Row<>(
                                "prod/n1",
                                NodeStatus.newBuilder()
                                        .setCluster("prod")
                                        .setNode("n1")
                                        .setState(NodeStateName.LIVE)
                                        .setSince(Instant.EPOCH)
                                        .setAttributes(Map.of())
                                        .build(),
                                0,
                                0,
                                0,
                                1);

                @Override
                public Iterator<Row<?>> rows(Relation relation) {
                    return Stream.<Row<?>>generate(
                                    () -> {
                                        read.incrementAndGet();
                                        return row;
                                    })
                            .iterator();
                }

                @Override
                public Iterator<Row<?>> row(Relation relation, String key) {
                    return List.<Row<?>>of(row).iterator();
                }
            };

    private static Select select(String sql) {
        return (Select) StatementParser.parse(sql);
    }

    private Reruns reruns(Select select, QuerySettings settings) {
        return new Reruns(select, settings, InstantSource.system(), _ -> endless);
    }

    private Plan plan(Select select) {
        return planner.plan(select.core());
    }

    @Test
    void eachHasADeadline() {
        var select = select("SELECT COUNT(*) FROM nodes EMIT CHANGES");
        var settings = QuerySettings.standard().withDeadline(Duration.ofMillis(50));

        try (var reruns = reruns(select, settings)) {
            assertThatExceptionOfType(KsqlError.class)
                    .isThrownBy(() -> reruns.run(plan(select), endless))
                    .withMessageContaining("stopped after 50 ms");
        }
    }

    @Test
    void eachGivesSoManyRowsAtMost() {
        var select = select("SELECT node FROM nodes EMIT CHANGES");

        try (var reruns = reruns(select, QuerySettings.standard().withRows(10))) {
            assertThatExceptionOfType(KsqlError.class)
                    .isThrownBy(() -> reruns.run(plan(select), endless))
                    .withMessageContaining("more than 10 rows");
        }
        assertThat(read).hasValueLessThan(20);
    }

    @Test
    void joinsGiveSoManyRowsAtMost() {
        var select = select("SELECT COUNT(*) FROM nodes n, (VALUES (1), (2)) AS v(i) EMIT CHANGES");

        try (var reruns = reruns(select, QuerySettings.standard().withJoinedRows(1_000))) {
            assertThatExceptionOfType(KsqlError.class)
                    .isThrownBy(() -> reruns.run(plan(select), endless))
                    .withMessageContaining("joins give more than 1000 rows");
        }
    }

    @Test
    void endWithTheQuery() {
        var select = select("SELECT COUNT(*) FROM nodes EMIT CHANGES");
        var settings = QuerySettings.standard().withDeadline(Duration.ofMinutes(10));
        var comparing =
                new Comparing(plan(select), List.of(), true, reruns(select, settings), () -> 0);
        var answer = new PushAnswer("id", List.of(), comparing, select.limit());

        var asked = CompletableFuture.supplyAsync(() -> next(answer));
        await().atMost(PATIENCE).until(() -> read.get() > 0);
        answer.close();

        assertThat(asked).succeedsWithin(PATIENCE).isEqualTo("Query Terminated");
    }

    private static String next(PushAnswer answer) {
        try {
            return answer.next()
                    .map(Object::toString)
                    .orElse("nothing")
                    .replaceAll(".*message=(.*)]", "$1");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aQuestionIsAskedAgainAfterARestOnly() throws InterruptedException {
        var now = new AtomicLong();
        var select = select("SELECT state, COUNT(*) FROM nodes GROUP BY state EMIT CHANGES");
        try (var live = new LiveTables();
                var reruns =
                        new Reruns(
                                select,
                                QuerySettings.standard(),
                                InstantSource.system(),
                                waiting -> new TableInputs(live.tables(), waiting));
                var comparing =
                        new Comparing(
                                plan(select),
                                List.of(live.tables().nodes()),
                                true,
                                reruns,
                                now::get)) {
            assertThat(comparing.next()).isEmpty();
            live.node("n1", NodeStateName.LIVE, "6.8");
            await().atMost(PATIENCE).until(() -> live.tables().nodes().snapshot().size() == 1);

            now.set(Duration.ofMillis(499).toNanos());
            assertThat(comparing.next()).isEmpty();
            now.set(Duration.ofMillis(500).toNanos());
            assertThat(comparing.next()).hasSize(1);
        }
    }

    @Test
    void whatChangesBeforeTheFirstAnswerIsTold() throws InterruptedException {
        var now = new AtomicLong();
        var select = select("SELECT state, COUNT(*) FROM nodes GROUP BY state EMIT CHANGES");
        try (var live = new LiveTables();
                var reruns =
                        new Reruns(
                                select,
                                QuerySettings.standard(),
                                InstantSource.system(),
                                waiting -> new TableInputs(live.tables(), waiting));
                var comparing =
                        new Comparing(
                                plan(select),
                                List.of(live.tables().nodes()),
                                false,
                                reruns,
                                now::get)) {
            live.node("n1", NodeStateName.LIVE, "6.8");
            await().atMost(PATIENCE).until(() -> live.tables().nodes().snapshot().size() == 1);

            assertThat(comparing.next()).isEmpty();
            now.set(Duration.ofSeconds(1).toNanos());
            assertThat(comparing.next()).hasSize(1);
        }
    }
}
