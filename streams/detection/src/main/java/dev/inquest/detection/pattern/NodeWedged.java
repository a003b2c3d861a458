package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Wedged;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says that nodes still beat but do no work any more: their lease has expired, or programs do not
/// start and the disk takes no writes. A plan explains it for as long as it holds. Nodes with the
/// same trouble are one finding, because what wedges many at once, such as a load balancer before
/// the API servers, is one thing.
///
/// @param leasePatience a lease that was stale for so long when the node wedged is what it is about
/// @param probePatience one slow write wakes nobody: the probe has to fail for so long
public record NodeWedged(Duration leasePatience, Duration probePatience)
        implements NodePattern<NodeWedged.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "node-wedged";

    private static final Watching NOTHING = new Watching(Optional.empty());

    /// The case that is open, if one is.
    public record Watching(Optional<Case> open) implements Memory {}

    public NodeWedged {
        if (!leasePatience.isPositive() || probePatience.isNegative()) {
            throw new IllegalArgumentException(
                    "node-wedged: lease-patience must be positive, probe-patience not negative");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.ROLLED_UP;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return NOTHING;
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        if (!(node.state() instanceof Wedged wedged)) {
            return close(memory);
        }
        if (memory.open().isPresent() || isOnlyNotHeardYet(node, wedged)) {
            return Verdict.nothing(memory);
        }
        var now = happening.at();
        return Stream.concat(patience(node, wedged), plan(node, wedged))
                .filter(until -> until.isAfter(now))
                .max(Comparator.naturalOrder())
                .map(Verdict.nothing(memory)::wakeAt)
                .orElseGet(() -> open(node, wedged));
    }

    /// It wedged over its lease, which is renewed now; the next heartbeat says so.
    private boolean isOnlyNotHeardYet(Node node, Wedged wedged) {
        return node.surroundings().lease() != Lease.STALE
                && node.surroundings().leaseSince().isAfter(wedged.since());
    }

    /// A dead disk stops the kubelet, too, so a lease that has only just expired says nothing.
    private boolean isOverLease(Node node, Wedged wedged) {
        var surroundings = node.surroundings();
        return surroundings.lease() == Lease.STALE
                && !surroundings.leaseSince().plus(leasePatience).isAfter(wedged.since());
    }

    private Instant onset(Node node, Wedged wedged) {
        return isOverLease(node, wedged) ? node.surroundings().leaseSince() : wedged.since();
    }

    private Stream<Instant> patience(Node node, Wedged wedged) {
        return isOverLease(node, wedged)
                ? Stream.empty()
                : Stream.of(wedged.since().plus(probePatience));
    }

    private Stream<Instant> plan(Node node, Wedged wedged) {
        var onset = onset(node, wedged);
        return node.surroundings().explains(onset).stream().map(plan -> plan.lapses(onset));
    }

    private Verdict<Watching> open(Node node, Wedged wedged) {
        var onset = onset(node, wedged);
        var opened = isOverLease(node, wedged) ? leaseExpired(onset) : probeFails(onset);
        return Verdict.of(new Watching(Optional.of(opened)), new Opened(opened));
    }

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open -> Verdict.of(NOTHING, new Closed(open)))
                .orElseGet(() -> Verdict.nothing(memory));
    }

    private static Case leaseExpired(Instant onset) {
        return of(
                "lease",
                "heartbeats arrive, but the lease has expired",
                "The kernel and the agent work, and nobody renews the node's lease: the kubelet is"
                        + " stuck, or cannot reach the API server. Kubernetes takes the node for"
                        + " dead and evicts its pods, which may go on running.",
                Evidence.absence("lease", onset, "the lease is not renewed"),
                new Remedy(
                        "Look at the kubelet and its way to the API server; restart it where it is"
                                + " stuck. On many nodes at once, look at the API servers first.",
                        List.of(
                                "systemctl status kubelet",
                                "journalctl -u kubelet --since -15min --no-pager",
                                "cat /proc/pressure/io /proc/pressure/memory"),
                        "Pods that were evicted may run twice until the kubelet is back.",
                        ""));
    }

    private static Case probeFails(Instant onset) {
        return of(
                "probe",
                "heartbeats arrive, but programs do not start or the disk takes no writes",
                "The agent beats from memory. Its probe, which writes a file through to the disk"
                        + " and starts a program, fails or hangs: such a node takes no new work,"
                        + " and often cannot be drained or shut down in order.",
                Evidence.absence("heartbeat", onset, "its probe does not succeed"),
                new Remedy(
                        "Look for I/O errors, full disks and exhausted process ids; where the disk"
                                + " hangs, fetch the kernel log and reset the node.",
                        List.of(
                                "dmesg --ctime | tail -n 100",
                                "df -h /var; df -i /var",
                                "cat /proc/pressure/io /proc/sys/kernel/pid_max /proc/loadavg"),
                        "A reset loses what is only in memory.",
                        ""));
    }

    private static Case of(
            String cause, String title, String narrative, Evidence evidence, Remedy remedy) {
        return new Case(
                ID,
                cause,
                Severity.ERROR,
                title,
                narrative,
                Optional.empty(),
                List.of(evidence),
                List.of(remedy));
    }
}
