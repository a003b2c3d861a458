package dev.inquest.topology.wire;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.node.Aftermath;
import dev.inquest.detection.node.RebootKind;
import dev.inquest.detection.node.StateName;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The small words that several records share, in both directions.
final class Words {

    private Words() {}

    static NodeId node(String text) {
        var key = NodeKey.parse(text);
        return new NodeId(key.cluster(), key.node());
    }

    static NodeStateName state(StateName name) {
        return NodeStateName.valueOf(name.name());
    }

    static StateName state(NodeStateName name) {
        return StateName.valueOf(name.name());
    }

    static dev.inquest.schemas.wire.@Nullable RebootKind reboot(Optional<RebootKind> kind) {
        return kind.map(k -> dev.inquest.schemas.wire.RebootKind.valueOf(k.name())).orElse(null);
    }

    static dev.inquest.schemas.wire.Aftermath aftermath(Aftermath aftermath) {
        return dev.inquest.schemas.wire.Aftermath.valueOf(aftermath.name());
    }

    static Optional<Aftermath> aftermath(dev.inquest.schemas.wire.Aftermath aftermath) {
        return aftermath == dev.inquest.schemas.wire.Aftermath.UNKNOWN
                ? Optional.empty()
                : Optional.of(Aftermath.valueOf(aftermath.name()));
    }

    static Severity severity(dev.inquest.detection.cases.Severity severity) {
        return Severity.valueOf(severity.name());
    }

    static dev.inquest.detection.cases.Severity severity(Severity severity) {
        return dev.inquest.detection.cases.Severity.valueOf(severity.name());
    }

    static dev.inquest.schemas.wire.Evidence evidence(Evidence evidence) {
        return dev.inquest.schemas.wire.Evidence.newBuilder()
                .setWhat(evidence.what())
                .setAt(evidence.at())
                .setTopic(evidence.origin().topic())
                .setPartition(evidence.origin().partition())
                .setOffset(evidence.origin().offset())
                .setExcerpt(evidence.excerpt())
                .build();
    }

    static Evidence evidence(dev.inquest.schemas.wire.Evidence evidence) {
        var origin = new Origin(evidence.getTopic(), evidence.getPartition(), evidence.getOffset());
        return new Evidence(evidence.getWhat(), evidence.getAt(), origin, evidence.getExcerpt());
    }

    static List<dev.inquest.schemas.wire.Evidence> evidence(List<Evidence> all, int most) {
        return all.stream().limit(most).map(Words::evidence).toList();
    }

    static dev.inquest.schemas.wire.Remedy remedy(Remedy remedy) {
        return dev.inquest.schemas.wire.Remedy.newBuilder()
                .setText(remedy.text())
                .setCommands(remedy.commands())
                .setRisk(remedy.risk())
                .setReference(remedy.reference())
                .build();
    }

    static Remedy remedy(dev.inquest.schemas.wire.Remedy remedy) {
        return new Remedy(
                remedy.getText(),
                List.copyOf(remedy.getCommands()),
                remedy.getRisk(),
                remedy.getReference());
    }
}
