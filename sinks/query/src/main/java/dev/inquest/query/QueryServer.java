package dev.inquest.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.inquest.query.answer.Answer;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.answer.Request;
import dev.inquest.query.catalog.Catalog;
import dev.inquest.query.engine.Planner;
import dev.inquest.query.push.PrintAnswer;
import dev.inquest.query.push.Pushes;
import dev.inquest.query.run.Listings;
import dev.inquest.query.run.Pulls;
import dev.inquest.query.run.Queries;
import dev.inquest.query.run.Running;
import dev.inquest.query.run.Session;
import dev.inquest.query.run.TableInputs;
import dev.inquest.query.run.WarmUp;
import dev.inquest.query.sql.Select;
import dev.inquest.query.sql.Statement;
import dev.inquest.schemas.Topics;
import dev.inquest.tables.Tables;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/// Answers ksql statements over the tables and streams of the fleet.
public final class QueryServer implements AutoCloseable {

    private final Tables tables;
    private final Catalog catalog;
    private final QuerySettings settings;
    private final Queries queries;
    private final Pulls pulls;
    private final Pushes pushes;
    private final Listings listings;
    private final AtomicBoolean warm = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private QueryServer(Tables tables, Topics topics, QuerySettings settings, InstantSource clock) {
        this.tables = tables;
        this.catalog = Catalog.of(topics);
        this.settings = settings;
        var planner = new Planner(catalog);
        this.queries = new Queries(settings.pushQueries(), clock);
        this.pulls = new Pulls(tables, planner, settings, clock);
        this.pushes = new Pushes(tables, planner, settings, clock);
        this.listings = new Listings(catalog, tables, queries, pulls);
    }

    /// Opens the server over tables that somebody else closes. It warms up on a thread of its own
    /// and is ready once that is done and the tables are complete.
    public static QueryServer open(
            Tables tables, Topics topics, QuerySettings settings, InstantSource clock) {
        var server = new QueryServer(tables, topics, settings, clock);
        Thread.ofPlatform()
                .daemon()
                .name("query-warm-up")
                .start(() -> {
                    WarmUp.run(server.pulls, server.queries);
                    server.warm.set(true);
                });
        return server;
    }

    /// Whether it answers queries yet.
    public boolean isReady() {
        return warm.get() && tables.isReady() && !closed.get();
    }

    /// Numbers of what runs and waits at this moment.
    ///
    /// @param answersBytes of answers that wait to be read
    /// @param lateRecords that came after their windows were over, since the server began
    public record Load(
            int pullQueries, int pushQueries, long answersBytes, int plans, long lateRecords) {}

    /// What runs and waits at this moment.
    public Load load() {
        var pushing = queries.pushes();
        return new Load(
                queries.all().size() - pushing,
                pushing,
                pulls.bytesWaiting(),
                pulls.plansKept(),
                queries.late());
    }

    /// Answers one SELECT or PRINT; SET and DEFINE may come before it.
    ///
    /// @throws KsqlError when it cannot be answered
    public Answer query(Request request) throws InterruptedException {
        requireReady();
        var session = Session.of(request);
        var steps =
                session.steps().stream()
                        .filter(step -> !(step.statement() instanceof Statement.SetProperty))
                        .filter(step -> !(step.statement() instanceof Statement.Define))
                        .toList();
        if (steps.size() != 1) {
            throw KsqlError.badStatement(
                    "expected exactly one statement, found " + steps.size(), request.sql());
        }
        var step = steps.getFirst();
        return switch (step.statement()) {
            case Select select when select.isPush() ->
                    push(select, step.text(), session.isFromBeginning());
            case Select select -> pull(select, step.text());
            case Statement.Print print -> print(print, step.text());
            case Statement.Refused(var what) -> throw refused(what, step.text());
            case Statement _ ->
                    throw KsqlError.badStatement(
                            "only SELECT and PRINT can be asked here; send this to /ksql",
                            step.text());
        };
    }

    private Answer pull(Select select, String text) throws InterruptedException {
        var running = queries.enter(text, false);
        var answered = false;
        try {
            var answer = new Registered(pulls.answer(running, select), running, queries);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                queries.leave(running);
            }
        }
    }

    private Answer push(Select select, String text, boolean fromBeginning) {
        var running = queries.enter(text, true);
        return opened(
                running,
                () -> pulls.told(select, () -> pushes.open(running, select, fromBeginning)));
    }

    private Answer print(Statement.Print print, String text) {
        var running = queries.enter(text, true);
        return opened(running, () -> printed(running.id(), print, text));
    }

    private Answer printed(String id, Statement.Print print, String text) {
        var relation =
                catalog.ofTopic(print.topic())
                        .orElseThrow(() ->
                                KsqlError.badStatement(
                                        "there is no topic '"
                                                + print.topic()
                                                + "'; SHOW TOPICS lists them",
                                        text));
        var waiting = settings.pushWaiting();
        return relation.isTable()
                ? PrintAnswer.of(
                        id,
                        TableInputs.table(tables, relation),
                        print.fromBeginning(),
                        waiting,
                        print.limit())
                : PrintAnswer.of(
                        id,
                        tables.events(relation.topic()),
                        print.fromBeginning(),
                        waiting,
                        print.limit());
    }

    private Answer opened(Running running, Supplier<Answer> opening) {
        var answered = false;
        try {
            var answer = new Registered(opening.get(), running, queries);
            answered = true;
            return answer;
        } catch (KafkaException e) {
            throw KsqlError.of(Code.SERVER_ERROR, "Kafka: " + e.getMessage(), running.statement());
        } finally {
            if (!answered) {
                queries.leave(running);
            }
        }
    }

    /// Carries out statements that are no queries.
    ///
    /// @return one entity for each, as ksqlDB describes them
    /// @throws KsqlError when one of them cannot be carried out; those before it are
    public ArrayNode execute(Request request) {
        requireReady();
        var session = Session.of(request);
        if (session.steps().isEmpty()) {
            throw KsqlError.badStatement("there is no statement in the request", request.sql());
        }
        var entities = Listings.array();
        for (var step : session.steps()) {
            switch (step.statement()) {
                case Select _, Statement.Print _ ->
                        throw KsqlError.of(
                                Code.WRONG_ENDPOINT,
                                "queries are asked at /query-stream or /query, not at /ksql",
                                step.text());
                case Statement.Refused(var what) -> throw refused(what, step.text());
                case Statement.Other other ->
                        listings.entity(other, step.text(), session).ifPresent(entities::add);
            }
        }
        return entities;
    }

    private static KsqlError refused(String what, String text) {
        return KsqlError.badStatement(
                what
                        + " is refused: the catalog is read-only, its tables and streams are those of"
                        + " Inquest's topics",
                text);
    }

    /// Ends a query.
    ///
    /// @throws KsqlError when there is none of that id
    public void end(String queryId) {
        if (!queries.end(queryId)) {
            throw KsqlError.of(Code.BAD_REQUEST, "No query with id " + queryId);
        }
    }

    private void requireReady() {
        if (closed.get()) {
            throw KsqlError.of(Code.SHUTTING_DOWN, "the server is shutting down");
        }
        if (!isReady()) {
            throw KsqlError.of(
                    Code.NOT_READY, "the tables are not complete yet; try again in a few seconds");
        }
    }

    /// Ends all queries.
    @Override
    public void close() {
        closed.set(true);
        queries.all().forEach(queries::leave);
    }
}
