package dev.inquest.benchmarks.cohort;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.scenario.Stage;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// A fleet as one table in DuckDB's memory: a row per node, a column per attribute, and whether it
/// failed.
final class FleetTable implements AutoCloseable {

    private final DuckDBConnection connection;
    private final PreparedStatement fail;
    private final List<String> attributes;

    FleetTable(Stage stage) throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        attributes = stage.items(0).stream().map(Item::attribute).toList();
        var columns =
                attributes.stream().map(one -> one + " VARCHAR").collect(Collectors.joining(", "));
        execute("CREATE TABLE nodes (id INTEGER, failing BOOLEAN, " + columns + ")");
        try (var appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "nodes")) {
            for (int node = 0; node < stage.fleet().nodes(); node++) {
                appender.beginRow();
                appender.append(node);
                appender.append(false);
                for (var item : stage.items(node)) {
                    appender.append(item.value());
                }
                appender.endRow();
            }
        }
        fail = connection.prepareStatement("UPDATE nodes SET failing = true WHERE id = ?");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void fail(int node) throws SQLException {
        fail.setInt(1, node);
        fail.executeUpdate();
    }

    /// How many combinations of at most so many items pass the rule.
    int count(int order) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query(order))) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private String query(int order) {
        var names = String.join(", ", attributes);
        return """
        WITH total AS (SELECT count(*) AS n, count(*) FILTER (failing) AS f FROM nodes),
        grouped AS (
          SELECT %s, count(*) AS carriers, count(*) FILTER (failing) AS a
          FROM nodes GROUP BY GROUPING SETS (%s))
        SELECT * FROM grouped, total
        WHERE a >= 3 AND a >= 0.1 * f
          AND a * (n - carriers) >= 3 * (f - a) * carriers\
        """
                .formatted(names, String.join(", ", sets(order)));
    }

    private List<String> sets(int order) {
        var sets = new ArrayList<String>();
        for (int i = 0; i < attributes.size(); i++) {
            sets.add("(" + attributes.get(i) + ")");
            for (int j = i + 1; order > 1 && j < attributes.size(); j++) {
                sets.add("(" + attributes.get(i) + ", " + attributes.get(j) + ")");
            }
        }
        return sets;
    }

    @Override
    public void close() throws SQLException {
        fail.close();
        connection.close();
    }
}
