package dev.inquest.topology.wire;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.RebootKind;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes and reads what the node application tells the fleet application.
public final class Changes {

    private static final int MAX_EVIDENCE = 16;

    private Changes() {}

    /// A change of a node, for the wire.
    public static Transition write(Change change) {
        return Transition.newBuilder().setChange(record(change)).build();
    }

    /// A partition's time, for the wire.
    public static Transition clock(int partition, Instant at) {
        var clock = Clock.newBuilder().setPartition(partition).setAt(at).build();
        return Transition.newBuilder().setChange(clock).build();
    }

    /// A change of a node as a record of its own.
    public static NodeChange record(Change change) {
        return NodeChange.newBuilder()
                .setNode(change.node().toString())
                .setNumber(change.number())
                .setFrom(Words.state(change.from()))
                .setTo(Words.state(change.to()))
                .setReboot(Words.reboot(change.reboot()))
                .setAt(change.at())
                .setOnset(change.onset().orElse(null))
                .setWitnessed(change.witnessed())
                .setCauses(change.causes())
                .setEvidence(Words.evidence(change.evidence(), MAX_EVIDENCE))
                .setAttributes(change.attributes().orElse(null))
                .setInventory(change.inventory().map(Inventories::write).orElse(null))
                .setAftermath(change.aftermath().map(Words::aftermath).orElse(null))
                .setCases(change.cases().stream().map(Changes::write).toList())
                .build();
    }

    private static dev.inquest.schemas.wire.CaseChange write(CaseChange change) {
        var about = change.about();
        return dev.inquest.schemas.wire.CaseChange.newBuilder()
                .setPattern(about.pattern())
                .setCause(about.cause())
                .setOpen(change instanceof CaseChange.Opened)
                .setSeverity(Words.severity(about.severity()))
                .setTitle(about.title())
                .setNarrative(about.narrative())
                .setWorkload(about.workload().orElse(null))
                .setSince(about.since().orElse(null))
                .setEvidence(Words.evidence(about.evidence(), MAX_EVIDENCE))
                .setRemedies(about.remedies().stream().map(Words::remedy).toList())
                .build();
    }

    /// A change of a node, off the wire.
    public static Change read(NodeChange change) {
        return new Change(
                Words.node(change.getNode()),
                change.getNumber(),
                Words.state(change.getFrom()),
                Words.state(change.getTo()),
                Optional.ofNullable(change.getReboot())
                        .map(kind -> RebootKind.valueOf(kind.name())),
                change.getAt(),
                Optional.ofNullable(change.getOnset()),
                change.getWitnessed(),
                List.copyOf(change.getCauses()),
                change.getEvidence().stream().map(Words::evidence).toList(),
                Optional.ofNullable(change.getAttributes()).map(Map::copyOf),
                Optional.ofNullable(change.getInventory()).map(Inventories::read),
                Optional.ofNullable(change.getAftermath()).flatMap(Words::aftermath),
                change.getCases().stream().map(Changes::read).toList());
    }

    private static CaseChange read(dev.inquest.schemas.wire.CaseChange change) {
        var about =
                new Case(
                        change.getPattern(),
                        change.getCause(),
                        Words.severity(change.getSeverity()),
                        change.getTitle(),
                        change.getNarrative(),
                        Optional.ofNullable(change.getWorkload()),
                        change.getEvidence().stream().map(Words::evidence).toList(),
                        change.getRemedies().stream().map(Words::remedy).toList(),
                        Optional.ofNullable(change.getSince()));
        return change.getOpen() ? new CaseChange.Opened(about) : new CaseChange.Closed(about);
    }
}
