package dev.inquest.collectors.agent;

import dev.inquest.collectors.aftermath.AftermathCollector;
import dev.inquest.collectors.aftermath.AftermathSettings;
import dev.inquest.collectors.aftermath.CrashLedger;
import dev.inquest.collectors.facts.FactsCollector;
import dev.inquest.collectors.facts.FactsSource;
import dev.inquest.collectors.heartbeat.HeartbeatCollector;
import dev.inquest.collectors.host.BootId;
import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Uptime;
import dev.inquest.collectors.kernel.KmsgCollector;
import dev.inquest.collectors.kernel.KmsgSettings;
import dev.inquest.collectors.links.HostLinks;
import dev.inquest.collectors.links.LinksCollector;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.pods.PodLogSettings;
import dev.inquest.collectors.pods.PodLogsCollector;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topics;
import java.time.InstantSource;

/// Starts the collectors of one node, each with its part of what they all share.
final class Starting {

    private final NodeAgentSettings settings;
    private final Publisher publisher;
    private final Topics topics;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final HostFiles host;
    private final String boot;
    private final Uptime uptime;

    Starting(
            NodeAgentSettings settings,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            CollectorObserver observer) {
        this.settings = settings;
        this.publisher = publisher;
        this.topics = topics;
        this.time = time;
        this.observer = observer;
        this.host = new HostFiles(settings.root());
        this.boot = BootId.of(host);
        this.uptime = Uptime.of(host);
    }

    KmsgCollector kmsg(CrashLedger crashes) {
        return KmsgCollector.start(
                KmsgSettings.of(
                        settings.root().resolve("dev/kmsg"),
                        settings.state().resolve("kmsg.position")),
                new KmsgCollector.Destination(
                        settings.node(), boot, topics.kernel(), crashes.watching(publisher)),
                time,
                uptime,
                observer);
    }

    AftermathCollector aftermath(CrashLedger crashes) {
        return AftermathCollector.start(
                AftermathSettings.of(settings.root(), settings.state())
                        .removingPstore(settings.removePstore()),
                new AftermathCollector.Destination(
                        settings.node(),
                        boot,
                        time.instant().minus(uptime.now()),
                        topics.kernel(),
                        publisher),
                crashes,
                time,
                observer);
    }

    FactsCollector facts() {
        return FactsCollector.start(
                settings.node(),
                topics.facts(),
                publisher,
                new FactsSource(host, System.getProperty("os.arch", "unknown")),
                time,
                observer);
    }

    HostLinks links() {
        return HostLinks.start(
                new LinksCollector.Destination(settings.node(), topics.links(), publisher),
                host,
                time,
                observer);
    }

    PodLogsCollector pods(PodLogSettings logs) {
        return PodLogsCollector.start(
                logs,
                new PodLogsCollector.Destination(settings.node(), boot, topics.pods(), publisher),
                time,
                observer);
    }

    HeartbeatCollector heartbeat(HeartbeatCollector.Contents contents) {
        return HeartbeatCollector.start(
                settings.heartbeats(),
                new HeartbeatCollector.Destination(
                        settings.node(), boot, topics.heartbeats(), publisher),
                contents,
                host,
                time,
                observer);
    }
}
