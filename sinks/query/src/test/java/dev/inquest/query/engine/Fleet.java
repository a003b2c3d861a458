package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Nodes to query.
final class Fleet implements Inputs {

    private final List<Row<?>> nodes = new ArrayList<>();

    static Fleet of(int size) {
        var fleet = new Fleet();
        for (var i = 0; i < size; i++) {
            fleet.add(
                    "n" + i,
                    i % 100 == 0 ? NodeStateName.HUNG : NodeStateName.LIVE,
                    Map.of("kernel_release", "5.15.0-" + i % 7, "zone", "z" + i % 3));
        }
        return fleet;
    }

    void add(String name, NodeStateName state, Map<String, String> attributes) {
        var status =
                NodeStatus.newBuilder()
                        .setCluster("prod")
                        .setNode(name)
                        .setState(state)
                        .setSince(Instant.EPOCH)
                        .setAttributes(attributes)
                        .setCauses(List.of("because"))
                        .build();
        nodes.add(new Row<>("prod/" + name, status, 1_000, 0, nodes.size(), 100));
    }

    @Override
    public Iterator<Row<?>> rows(Relation relation) {
        return relation.name().equals("NODES") ? nodes.iterator() : List.<Row<?>>of().iterator();
    }

    @Override
    public Iterator<Row<?>> row(Relation relation, String key) {
        return nodes.stream()
                .filter(row -> row.key().equals(key))
                .<Row<?>>map(row -> row)
                .iterator();
    }
}
