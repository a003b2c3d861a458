package dev.inquest.topology.wire;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.Unattributed;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.OpenCase;
import dev.inquest.schemas.wire.StateChange;
import java.time.Instant;
import java.util.List;

/// Writes the joined present of a node.
public final class Statuses {

    private Statuses() {}

    /// The node as it is now.
    public static NodeStatus write(Node node, Instant now) {
        var changes = node.journal().recent();
        return NodeStatus.newBuilder()
                .setCluster(node.id().cluster())
                .setNode(node.id().name())
                .setState(Words.state(node.state().name()))
                .setReboot(Words.reboot(node.state().rebootKind()))
                .setSince(node.state().since())
                .setBootId(node.presence().bootId().orElse(null))
                .setLastHeartbeat(node.presence().lastHeartbeat().orElse(null))
                .setWitnessed(!changes.isEmpty() && changes.getLast().witnessed())
                .setChangeNumber(node.journal().number())
                .setCauses(causes(changes))
                .setAttributes(node.attributes().merged())
                .setVitals(node.presence().vitals().map(Statuses::vitals).orElse(null))
                .setBlind(node.blind())
                .setIntents(node.surroundings().intents().stream().map(Statuses::intent).toList())
                .setOpenCases(
                        node.cases().open().values().stream().map(open -> open(open, now)).toList())
                .setRecentChanges(
                        changes.stream().filter(Statuses::isTold).map(Statuses::change).toList())
                .setUnattributed(node.unattributed().map(Statuses::unattributed).orElse(null))
                .build();
    }

    private static dev.inquest.schemas.wire.Unattributed unattributed(Unattributed refused) {
        return dev.inquest.schemas.wire.Unattributed.newBuilder()
                .setCount(refused.count())
                .setReason(refused.reason())
                .setLast(Words.evidence(refused.shown()))
                .build();
    }

    private static List<String> causes(List<Change> changes) {
        return changes.reversed().stream()
                .filter(Statuses::isTold)
                .findFirst()
                .map(Change::causes)
                .orElse(List.of());
    }

    private static boolean isTold(Change change) {
        return change.isMove() || change.reboot().isPresent();
    }

    private static StateChange change(Change change) {
        return StateChange.newBuilder()
                .setNumber(change.number())
                .setFrom(Words.state(change.from()))
                .setTo(Words.state(change.to()))
                .setReboot(Words.reboot(change.reboot()))
                .setAt(change.at())
                .build();
    }

    private static OpenCase open(Case open, Instant now) {
        var since = open.evidence().isEmpty() ? now : open.evidence().getLast().at();
        return OpenCase.newBuilder()
                .setPattern(open.pattern())
                .setCause(open.cause())
                .setSince(since)
                .build();
    }

    private static dev.inquest.schemas.wire.Intent intent(Intent intent) {
        return dev.inquest.schemas.wire.Intent.newBuilder()
                .setKind(IntentKind.valueOf(intent.kind().name()))
                .setReason(intent.reason())
                .setSource(intent.source())
                .setDeclaredAt(intent.declaredAt())
                .setUntil(intent.until().orElse(null))
                .build();
    }

    private static dev.inquest.schemas.wire.Vitals vitals(Vitals vitals) {
        return dev.inquest.schemas.wire.Vitals.newBuilder()
                .setCpuUsed(vitals.cpuUsed())
                .setMemoryAvailableBytes(vitals.memoryAvailableBytes())
                .setMemoryTotalBytes(vitals.memoryTotalBytes())
                .setDiskUsed(vitals.diskUsed())
                .setLoad1(vitals.load1())
                .setPsiCpuSome(vitals.psiCpuSome())
                .setPsiMemorySome(vitals.psiMemorySome())
                .setPsiMemoryFull(vitals.psiMemoryFull())
                .setPsiIoSome(vitals.psiIoSome())
                .setPsiIoFull(vitals.psiIoFull())
                .build();
    }
}
