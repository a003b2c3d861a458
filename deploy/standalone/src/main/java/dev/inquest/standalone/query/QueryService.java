package dev.inquest.standalone.query;

import dev.inquest.query.QueryServer;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.http.QueryDoor;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.tables.Bounds;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.LoggerFactory;

/// Reads the tables and answers questions about them.
public final class QueryService implements AutoCloseable {

    private static final int PATIENCE_S = 10;

    private final ClosingOrder parts = new ClosingOrder();
    private final Tables tables;
    private final QueryServer server;

    private QueryService(Source source, Topics topics, InstantSource clock) {
        this.tables =
                parts.add(
                        Tables.start(
                                source, topics, Bounds.ofThisProcess(), new LoggedTables(), clock));
        this.server = parts.add(QueryServer.open(tables, topics, QuerySettings.standard(), clock));
    }

    /// Starts over a platform; who asks through the door is answered once the tables are complete.
    public static QueryService start(Platform platform, QueryDoor door, InstantSource clock) {
        var source = Source.kafka(platform.clientConfig(), platform.registry());
        return start(source, platform.topics(), platform.clientConfig(), door, clock);
    }

    /// Starts over a Kafka that runs already.
    ///
    /// @param client standard Kafka client properties
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    /// @throws IllegalStateException when a topic does not exist
    public static QueryService start(
            Source source,
            Topics topics,
            Map<String, Object> client,
            QueryDoor door,
            InstantSource clock) {
        var service = new QueryService(source, topics, clock);
        door.open(service.server, clusterId(client));
        return service;
    }

    /// The tables, for others who show them.
    public Tables tables() {
        return tables;
    }

    /// Whether questions are answered yet.
    public boolean isReady() {
        return server.isReady();
    }

    /// What runs and waits at this moment.
    public QueryServer.Load load() {
        return server.load();
    }

    private static String clusterId(Map<String, Object> client) {
        try (var admin = Admin.create(client)) {
            return admin.describeCluster().clusterId().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LoggerFactory.getLogger(QueryService.class)
                    .atWarn()
                    .setCause(e)
                    .log("Kafka does not say its cluster's id");
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
