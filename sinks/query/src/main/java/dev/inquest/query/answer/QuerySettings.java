package dev.inquest.query.answer;

import java.time.Duration;

/// How much queries may take.
///
/// @param deadline how long a pull query may take, waiting included
/// @param rows that a pull query may return
/// @param joinedRows that the joins of one run of a query may give
/// @param running pull queries that compute at the same time
/// @param waiting pull queries that wait for their turn
/// @param answersBytes of all answers that wait to be read
/// @param pushQueries at the same time
/// @param pushWaiting records or keys that may wait for a slow reader of a push query
/// @param groups of an aggregating push query, counted per window
/// @param plans kept
public record QuerySettings(
        Duration deadline,
        int rows,
        long joinedRows,
        int running,
        int waiting,
        long answersBytes,
        int pushQueries,
        int pushWaiting,
        int groups,
        int plans) {

    private static final long FEWEST_JOINED_ROWS = 1_000_000;

    /// What a joined row weighs that a sort or an aggregate holds.
    private static final long BYTES_OF_A_JOINED_ROW = 256;

    /// What holds unless told otherwise.
    public static QuerySettings standard() {
        var running = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new QuerySettings(
                Duration.ofSeconds(10),
                100_000,
                Math.max(
                        FEWEST_JOINED_ROWS,
                        Runtime.getRuntime().maxMemory() / (BYTES_OF_A_JOINED_ROW * running)),
                running,
                2_000,
                Runtime.getRuntime().maxMemory() / 8,
                200,
                10_000,
                100_000,
                256);
    }

    /// The same with another deadline.
    public QuerySettings withDeadline(Duration other) {
        return new QuerySettings(
                other,
                rows,
                joinedRows,
                running,
                waiting,
                answersBytes,
                pushQueries,
                pushWaiting,
                groups,
                plans);
    }

    /// The same with another bound on rows.
    public QuerySettings withRows(int other) {
        return new QuerySettings(
                deadline,
                other,
                joinedRows,
                running,
                waiting,
                answersBytes,
                pushQueries,
                pushWaiting,
                groups,
                plans);
    }

    /// The same with another bound on push queries.
    public QuerySettings withPushQueries(int other) {
        return new QuerySettings(
                deadline,
                rows,
                joinedRows,
                running,
                waiting,
                answersBytes,
                other,
                pushWaiting,
                groups,
                plans);
    }

    /// The same with other bounds on pull queries at once.
    public QuerySettings withPullQueries(int runningAtOnce, int waitingForThem) {
        return new QuerySettings(
                deadline,
                rows,
                joinedRows,
                runningAtOnce,
                waitingForThem,
                answersBytes,
                pushQueries,
                pushWaiting,
                groups,
                plans);
    }

    /// The same with another bound on what joins give.
    public QuerySettings withJoinedRows(long other) {
        return new QuerySettings(
                deadline,
                rows,
                other,
                running,
                waiting,
                answersBytes,
                pushQueries,
                pushWaiting,
                groups,
                plans);
    }
}
