package dev.inquest.query.http;

import dev.inquest.query.QueryServer;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where requests come in, open before there is anybody to answer them: the HTTP server starts
/// first, because it carries the schema registry that the tables need.
public final class QueryDoor {

    private final AtomicReference<Optional<Staffed>> staffed =
            new AtomicReference<>(Optional.empty());

    /// Who answers, and for which Kafka.
    record Staffed(QueryServer server, String clusterId) {}

    /// From now on this server answers.
    ///
    /// @param clusterId id of the Kafka cluster behind it
    public void open(QueryServer server, String clusterId) {
        staffed.set(Optional.of(new Staffed(server, clusterId)));
    }

    /// The server.
    ///
    /// @throws KsqlError when there is none yet
    QueryServer server() {
        return staffed()
                .orElseThrow(() -> KsqlError.of(Code.NOT_READY, "the server is starting"))
                .server();
    }

    Optional<Staffed> staffed() {
        return staffed.get();
    }
}
