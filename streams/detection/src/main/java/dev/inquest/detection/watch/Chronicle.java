package dev.inquest.detection.watch;

import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Aftermath;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Inventory;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeRules.Judged;
import dev.inquest.detection.node.NodeState.Silent;
import dev.inquest.detection.node.Refusal;
import dev.inquest.detection.node.Ruling;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.node.Witness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what of a step is told to others, and in which words.
final class Chronicle {

    private static final int MAX_EVIDENCE = 16;

    private Chronicle() {}

    static Optional<Change> change(
            Node before, Node after, Judged judged, Instant at, List<CaseChange> cases) {
        var refusal = judged.refusal().filter(Refusal::isTold);
        var attributes = newAttributes(before, after);
        var inventory = newInventory(before, after);
        var from = endsUntoldSilence(before, after) ? StateName.SILENT : told(before);
        var to = told(after);
        if (from == to
                && !rebootedAgain(before, after, judged)
                && attributes.isEmpty()
                && inventory.isEmpty()
                && refusal.isEmpty()
                && cases.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Change(
                        after.id(),
                        after.journal().number() + 1,
                        from,
                        to,
                        after.state().rebootKind(),
                        at,
                        onset(after),
                        Witness.confirms(before, after, at),
                        causes(judged, refusal),
                        evidence(judged, refusal),
                        attributes,
                        inventory,
                        Aftermath.of(before, after),
                        List.copyOf(cases)));
    }

    /// A crash, too, began with the last heartbeat, so that the same silence has the same onset
    /// whatever was seen of it first.
    private static Optional<Instant> onset(Node node) {
        return switch (node.state().name()) {
            case PANICKED, DUMPING -> node.presence().lastHeartbeat();
            default -> node.state().silentSince();
        };
    }

    private static boolean rebootedAgain(Node before, Node after, Judged judged) {
        var reboots = after.state().rebootKind();
        return judged.ruling().isPresent()
                && reboots.isPresent()
                && !reboots.equals(before.state().rebootKind());
    }

    /// The state as others know it. A short silence is nobody's business until it is over.
    private static StateName told(Node node) {
        return node.state() instanceof Silent silent && !silent.counted()
                ? node.journal().last()
                : node.state().name();
    }

    private static boolean endsUntoldSilence(Node before, Node after) {
        return before.state() instanceof Silent && after.state().name() == StateName.LIVE;
    }

    private static List<String> causes(Judged judged, Optional<Refusal> refusal) {
        return judged.ruling()
                .map(Ruling::causes)
                .or(() -> refusal.map(refused -> List.of("unattributed: " + refused.reason())))
                .orElse(List.of());
    }

    private static List<Evidence> evidence(Judged judged, Optional<Refusal> refusal) {
        var all =
                judged.ruling()
                        .map(Ruling::evidence)
                        .or(() -> refusal.map(refused -> List.of(refused.tally().shown())))
                        .orElse(List.of());
        return List.copyOf(all.subList(0, Math.min(all.size(), MAX_EVIDENCE)));
    }

    private static Optional<Inventory> newInventory(Node before, Node after) {
        if (!Inventory.mayDiffer(before, after)) {
            return Optional.empty();
        }
        var now = after.inventory();
        return now.equals(before.inventory()) ? Optional.empty() : Optional.of(now);
    }

    private static Optional<Map<String, String>> newAttributes(Node before, Node after) {
        if (before.attributes().equals(after.attributes())) {
            return Optional.empty();
        }
        var now = after.attributes().merged();
        return now.equals(before.attributes().merged()) ? Optional.empty() : Optional.of(now);
    }
}
