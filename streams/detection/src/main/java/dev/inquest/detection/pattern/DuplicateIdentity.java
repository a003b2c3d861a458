package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Observation;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.Rival;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says that two machines go by one name, so that nothing that is said of the node can be trusted.
///
/// Two boots beat side by side, or the cluster sees one system uuid, then another, then the first
/// again. A reboot is neither: the old boot falls silent. Nor is a replacement: the old machine
/// does not return.
public record DuplicateIdentity() implements NodePattern<DuplicateIdentity.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "duplicate-identity";

    private static final Duration LOOK_AFTER = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration RETURNS_WITHIN = Duration.ofHours(1);
    private static final Duration OVER_AFTER = Duration.ofMinutes(10);

    private static final Remedy RENAME =
            new Remedy(
                    "Find the machine that was cloned or misconfigured and give it a name of its"
                            + " own.",
                    List.of(
                            "cat /proc/sys/kernel/random/boot_id /etc/machine-id /etc/hostname",
                            "cat /sys/class/dmi/id/product_uuid"),
                    "Until then, findings about this name may be of either machine.",
                    "");

    /// The system uuids that the cluster saw.
    ///
    /// @param current the one seen last; empty when none was seen
    /// @param former the one before it
    /// @param changedAt when the current one came
    /// @param returnedAt when a former one came back
    public record Uuids(
            String current, String former, Instant changedAt, Optional<Instant> returnedAt) {

        static final Uuids NONE = new Uuids("", "", Instant.EPOCH, Optional.empty());

        private Uuids after(Observation seen) {
            var uuid = seen.systemUuid();
            if (uuid.isEmpty() || uuid.equals(current)) {
                return this;
            }
            var returns = uuid.equals(former) && changedAt.plus(RETURNS_WITHIN).isAfter(seen.at());
            return new Uuids(
                    uuid, current, seen.at(), returns ? Optional.of(seen.at()) : returnedAt);
        }

        private boolean areMixed(Instant now) {
            return returnedAt.map(at -> at.plus(OVER_AFTER).isAfter(now)).orElse(false);
        }
    }

    /// The case that is open, and the system uuids seen.
    public record Watching(Optional<Case> open, Uuids uuids) implements Memory {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return new Watching(Optional.empty(), Uuids.NONE);
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(Observation seen) ->
                    look(
                            new Watching(memory.open(), memory.uuids().after(seen)),
                            node,
                            happening.at());
            case Moved(_, _, Rebooted _) ->
                    look(memory, node, happening.at()).wakeAt(happening.at().plus(LOOK_AFTER));
            case Seen _, Moved _, Waited _ -> look(memory, node, happening.at());
        };
    }

    /// A second boot always looks like a reboot at first, so a rebooted node is looked at again.
    private static Verdict<Watching> look(Watching memory, Node node, Instant now) {
        var doubled = isDoubled(memory, node, now);
        var verdict = verdict(memory, node, now, doubled);
        return doubled || rival(node, now).isPresent()
                ? verdict.wakeAt(now.plus(LOOK_EVERY))
                : verdict;
    }

    private static Verdict<Watching> verdict(
            Watching memory, Node node, Instant now, boolean doubled) {
        if (doubled == memory.open().isPresent()) {
            return Verdict.nothing(memory);
        }
        if (!doubled) {
            var closed = new Closed(memory.open().orElseThrow());
            return Verdict.of(new Watching(Optional.empty(), memory.uuids()), closed);
        }
        var opened = describe(memory.uuids(), node, now);
        return Verdict.of(new Watching(Optional.of(opened), memory.uuids()), new Opened(opened));
    }

    private static boolean isDoubled(Watching memory, Node node, Instant now) {
        return memory.uuids().areMixed(now)
                || (node.presence().isDoubled() && rival(node, now).isPresent());
    }

    private static Optional<Rival> rival(Node node, Instant now) {
        return node.presence().rival().filter(rival -> !rival.isOver(now));
    }

    private static Case describe(Uuids uuids, Node node, Instant now) {
        var boots = rival(node, now).filter(Rival::insists);
        var how =
                boots.map(rival -> boots(node, rival))
                        .orElseGet(() ->
                                "The cluster saw system uuid %s, then %s, then %s again."
                                        .formatted(
                                                uuids.current(), uuids.former(), uuids.current()));
        var evidence =
                boots.map(rival -> Evidence.absence("heartbeat", rival.last(), how))
                        .orElseGet(() -> seen(node, how));
        return new Case(
                ID,
                "",
                Severity.WARNING,
                "two machines go by the name %s".formatted(node.id()),
                how + " What is said of this node may be of either.",
                Optional.empty(),
                List.of(evidence),
                List.of(RENAME));
    }

    private static String boots(Node node, Rival rival) {
        return "Heartbeats of boot %s come between those of boot %s."
                .formatted(rival.bootId(), node.presence().bootId().orElse(""));
    }

    private static Evidence seen(Node node, String how) {
        var around = node.surroundings();
        return new Evidence("lease", around.leaseSince(), around.origin(), List.of(how));
    }
}
