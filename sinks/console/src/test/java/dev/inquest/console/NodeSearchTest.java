package dev.inquest.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeSearchTest {

    private static final int FLEET = 2_000;

    private final List<Row<NodeStatus>> nodes =
            IntStream.range(0, FLEET).mapToObj(i -> row("node-" + (FLEET - i))).toList();

    private static Row<NodeStatus> row(String name) {
        var status =
                NodeStatus.newBuilder()
                        .setCluster("k")
                        .setNode(name)
                        .setState(NodeStateName.LIVE)
                        .setSince(Instant.EPOCH)
                        .build();
        return new Row<>("k/" + name, status, 0, 0, 0, 1);
    }

    private List<String> found(String piece, int most) {
        return NodeSearch.closest(nodes, piece, most).stream().map(Row::key).toList();
    }

    @Test
    void aWholeNameIsFoundAmongManyThatBeginWithIt() {
        assertThat(found("NODE-1", 3)).containsExactly("k/node-1", "k/node-10", "k/node-11");
    }

    @Test
    void nothingIsFoundOfWhatNobodyIsCalled() {
        assertThat(found("nobody", 3)).isEmpty();
    }
}
