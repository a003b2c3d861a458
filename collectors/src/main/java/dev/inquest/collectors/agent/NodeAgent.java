package dev.inquest.collectors.agent;

import dev.inquest.collectors.aftermath.AftermathCollector;
import dev.inquest.collectors.aftermath.AftermathSettings;
import dev.inquest.collectors.aftermath.CrashLedger;
import dev.inquest.collectors.facts.FactsCollector;
import dev.inquest.collectors.facts.FactsSource;
import dev.inquest.collectors.heartbeat.HeartbeatCollector;
import dev.inquest.collectors.heartbeat.HeartbeatSettings;
import dev.inquest.collectors.heartbeat.Probe;
import dev.inquest.collectors.host.BootId;
import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Uptime;
import dev.inquest.collectors.kernel.KmsgCollector;
import dev.inquest.collectors.kernel.KmsgCounts;
import dev.inquest.collectors.kernel.KmsgSettings;
import dev.inquest.collectors.links.HostLinks;
import dev.inquest.collectors.links.LinksCollector;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Watches this host: its kernel log, what crashes left behind, facts, links and vitals, and the
/// heartbeat that proves it lives.
///
/// It does not own the publisher: who made it closes it, after the agent.
public final class NodeAgent implements AutoCloseable {

    private final KmsgCollector kmsg;
    private final FactsCollector facts;
    private final HostLinks links;
    private final AftermathCollector aftermath;
    private final Probe probe;
    private final HeartbeatCollector heartbeat;

    private NodeAgent(
            KmsgCollector kmsg,
            AftermathCollector aftermath,
            FactsCollector facts,
            HostLinks links,
            Probe probe,
            HeartbeatCollector heartbeat) {
        this.kmsg = kmsg;
        this.aftermath = aftermath;
        this.facts = facts;
        this.links = links;
        this.probe = probe;
        this.heartbeat = heartbeat;
    }

    /// Starts every collector of this host, with a heartbeat each ten seconds.
    ///
    /// @param root where the host's file system is, `/` unless it is mounted elsewhere
    /// @param stateDirectory where positions are kept over a restart
    public static NodeAgent start(
            NodeKey node,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            Path root,
            Path stateDirectory,
            CollectorObserver observer) {
        return start(
                node,
                publisher,
                topics,
                time,
                root,
                stateDirectory,
                observer,
                HeartbeatSettings.DEFAULT,
                false);
    }

    /// The same with another heartbeat.
    ///
    /// @param removePstore whether pstore is emptied once Kafka has what was in it
    public static NodeAgent start(
            NodeKey node,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            Path root,
            Path stateDirectory,
            CollectorObserver observer,
            HeartbeatSettings heartbeats,
            boolean removePstore) {
        var host = new HostFiles(root);
        var boot = BootId.of(host);
        var uptime = Uptime.of(host);
        var crashes = CrashLedger.open(stateDirectory.resolve("crashes.seen"));
        var kmsg =
                KmsgCollector.start(
                        KmsgSettings.of(
                                root.resolve("dev/kmsg"), stateDirectory.resolve("kmsg.position")),
                        new KmsgCollector.Destination(
                                node, boot, topics.kernel(), crashes.watching(publisher)),
                        time,
                        uptime,
                        observer);
        var aftermath =
                AftermathCollector.start(
                        AftermathSettings.of(root, stateDirectory).removingPstore(removePstore),
                        new AftermathCollector.Destination(
                                node,
                                boot,
                                time.instant().minus(uptime.now()),
                                topics.kernel(),
                                publisher),
                        crashes,
                        time,
                        observer);
        var facts =
                FactsCollector.start(
                        node,
                        topics.facts(),
                        publisher,
                        new FactsSource(host, System.getProperty("os.arch", "unknown")),
                        time,
                        observer);
        var links =
                HostLinks.start(
                        new LinksCollector.Destination(node, topics.links(), publisher),
                        host,
                        time,
                        observer);
        var probe = Probe.start(stateDirectory, observer);
        var heartbeat =
                HeartbeatCollector.start(
                        heartbeats,
                        new HeartbeatCollector.Destination(
                                node, boot, topics.heartbeats(), publisher),
                        new HeartbeatCollector.Contents(
                                kmsg::counts, () -> blind(kmsg, aftermath, links), probe::ok),
                        host,
                        time,
                        observer);
        return new NodeAgent(kmsg, aftermath, facts, links, probe, heartbeat);
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
            KmsgCollector kmsg, AftermathCollector aftermath, HostLinks links) {
        return Stream.of(
                        kmsg.blind().map(_ -> KmsgCollector.SOURCE).stream(),
                        aftermath.blind().keySet().stream(),
                        links.blind().map(_ -> LinksCollector.SOURCE).stream())
                .flatMap(sources -> sources)
                .toList();
    }

    /// Ends every collector, the heartbeat last with a goodbye; takes less than two seconds unless
    /// the host itself is stuck.
    @Override
    public void close() {
        facts.close();
        links.close();
        kmsg.close();
        aftermath.close();
        probe.close();
        heartbeat.close();
    }
}
