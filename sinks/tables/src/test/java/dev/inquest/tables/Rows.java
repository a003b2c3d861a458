package dev.inquest.tables;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.NodeFacts;
import java.util.Map;

/// Rows of facts for tests.
final class Rows {

    static final Topic<NodeFacts> FACTS =
            new Topics(Topics.DEFAULT_PREFIX, TimeSource.BROKER).facts();

    private Rows() {}

    static Row<NodeFacts> row(String key, String kernel) {
        return row(key, kernel, 0);
    }

    static Row<NodeFacts> row(String key, String kernel, long timestamp) {
        return new Row<>(key, facts(kernel), timestamp, 0, 0, 100);
    }

    static NodeFacts facts(String kernel) {
        return NodeFacts.newBuilder().setAttributes(Map.of("kernel_release", kernel)).build();
    }

    static String kernel(Row<NodeFacts> row) {
        return String.valueOf(row.value().getAttributes().get("kernel_release"));
    }
}
