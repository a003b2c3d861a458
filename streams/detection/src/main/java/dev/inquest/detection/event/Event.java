package dev.inquest.detection.event;

import dev.inquest.crash.KernelSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a collector saw, one variant per topic: sealed, so that a new topic stops the build
/// wherever someone must think about it.
public sealed interface Event {

    /// The node it is about.
    NodeId node();

    /// When, in detection time.
    Instant at();

    /// The record that says so.
    Origin origin();

    /// Proof of life from the node's agent.
    record Heartbeat(
            NodeId node,
            Instant at,
            Origin origin,
            String bootId,
            Duration uptime,
            Goodbye goodbye,
            Optional<Vitals> vitals,
            boolean probeOk,
            List<String> blind)
            implements Event {}

    /// Everything one source knows about the node.
    record Facts(
            NodeId node, Instant at, Origin origin, String source, Map<String, String> attributes)
            implements Event {}

    /// What the node's kernel said on one of its channels.
    ///
    /// @param bootId of the boot that said it, where the channel knows it
    /// @param heldFor how long the collector could not deliver it
    /// @param hostname the host that the text itself names
    /// @param release the kernel that the text itself names
    record Kernel(
            NodeId node,
            Instant at,
            Origin origin,
            String channel,
            KernelSignal signal,
            Optional<String> bootId,
            Duration heldFor,
            Optional<String> hostname,
            Optional<String> release)
            implements Event {

        private static final Duration FRESH = Duration.ofSeconds(10);

        /// Whether it is evidence of now rather than history that was held back.
        public boolean isFresh() {
            return heldFor.compareTo(FRESH) <= 0;
        }

        /// Whether its channel outlives the kernel that wrote to it, so that it is read by the
        /// next.
        public boolean isKeptOverReboots() {
            return channel.equals("pstore") || channel.equals("kdump");
        }
    }

    /// The node's network links, whole.
    ///
    /// @param owners who of those that make links is on the node
    /// @param ownersKnown whether somebody could see, so that an owner who is not named is absent
    record Links(
            NodeId node,
            Instant at,
            Origin origin,
            List<Link> links,
            List<String> owners,
            boolean ownersKnown)
            implements Event {}

    /// One restart of one container.
    record PodRestart(
            NodeId node,
            Instant at,
            Origin origin,
            String pod,
            String podUid,
            String container,
            String workload,
            int restartCount,
            String waitingReason,
            int exitCode,
            int signal,
            List<String> lastLogLines,
            Duration heldFor)
            implements Event {}

    /// What the cluster knows of the node, whole.
    ///
    /// @param bootId the boot that the Node object names
    /// @param leaseSilent how long ago the lease was last seen renewed; empty when it never was
    /// @param blind what the collector could not see
    /// @param workloads what runs on the node, where the collector can see pods
    record Observation(
            NodeId node,
            Instant at,
            Origin origin,
            String nodeUid,
            String systemUuid,
            Optional<String> bootId,
            Lease lease,
            Optional<Duration> leaseSilent,
            Ready ready,
            boolean deleted,
            boolean cordoned,
            List<Intent> intents,
            List<String> blind,
            Optional<List<Running>> workloads)
            implements Event {}
}
