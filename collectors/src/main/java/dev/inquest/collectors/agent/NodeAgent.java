package dev.inquest.collectors.agent;

import dev.inquest.collectors.aftermath.AftermathCollector;
import dev.inquest.collectors.aftermath.CrashLedger;
import dev.inquest.collectors.facts.FactsCollector;
import dev.inquest.collectors.heartbeat.HeartbeatCollector;
import dev.inquest.collectors.heartbeat.Probe;
import dev.inquest.collectors.kernel.KmsgCollector;
import dev.inquest.collectors.kernel.KmsgCounts;
import dev.inquest.collectors.links.HostLinks;
import dev.inquest.collectors.links.LinksCollector;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.pods.PodLogsCollector;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Watches this host: its kernel log, what crashes left behind, facts, links, logs of pods and
/// vitals, and the heartbeat that proves it lives.
///
/// It does not own the publisher: who made it closes it, after the agent.
public final class NodeAgent implements AutoCloseable {

    private final KmsgCollector kmsg;
    private final AftermathCollector aftermath;
    private final FactsCollector facts;
    private final HostLinks links;
    private final Optional<PodLogsCollector> pods;
    private final Probe probe;
    private final HeartbeatCollector heartbeat;

    private NodeAgent(
            KmsgCollector kmsg,
            AftermathCollector aftermath,
            FactsCollector facts,
            HostLinks links,
            Optional<PodLogsCollector> pods,
            Probe probe,
            HeartbeatCollector heartbeat) {
        this.kmsg = kmsg;
        this.aftermath = aftermath;
        this.facts = facts;
        this.links = links;
        this.pods = pods;
        this.probe = probe;
        this.heartbeat = heartbeat;
    }

    /// Starts every collector of this host.
    public static NodeAgent start(
            NodeAgentSettings settings,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            CollectorObserver observer) {
        var starting = new Starting(settings, publisher, topics, time, observer);
        var crashes = CrashLedger.open(settings.state().resolve("crashes.seen"));
        var kmsg = starting.kmsg(crashes);
        var aftermath = starting.aftermath(crashes);
        var facts = starting.facts();
        var links = starting.links();
        var pods = settings.podLogs().map(starting::pods);
        var probe = Probe.start(settings.state(), observer);
        var heartbeat =
                starting.heartbeat(
                        new HeartbeatCollector.Contents(
                                kmsg::counts,
                                () -> blind(kmsg, aftermath, links, pods),
                                probe::ok));
        return new NodeAgent(kmsg, aftermath, facts, links, pods, probe, heartbeat);
    }

    /// What was read from the kernel log since the start.
    public KmsgCounts kmsg() {
        return kmsg.counts();
    }

    /// Why the kernel log cannot be read; empty when it can.
    public Optional<String> kmsgBlind() {
        return kmsg.blind();
    }

    /// Whether the node can still write to its disk and start a program.
    public boolean probeOk() {
        return probe.ok();
    }

    private static List<String> blind(
            KmsgCollector kmsg,
            AftermathCollector aftermath,
            HostLinks links,
            Optional<PodLogsCollector> pods) {
        return Stream.of(
                        kmsg.blind().map(_ -> KmsgCollector.SOURCE).stream(),
                        aftermath.blind().keySet().stream(),
                        links.blind().map(_ -> LinksCollector.SOURCE).stream(),
                        pods
                                .flatMap(PodLogsCollector::blind)
                                .map(_ -> PodLogsCollector.SOURCE)
                                .stream())
                .flatMap(sources -> sources)
                .toList();
    }

    /// Ends every collector, the heartbeat last with a goodbye; takes less than two seconds unless
    /// the host itself is stuck.
    @Override
    public void close() {
        pods.ifPresent(PodLogsCollector::close);
        facts.close();
        links.close();
        kmsg.close();
        aftermath.close();
        probe.close();
        heartbeat.close();
    }
}
