package dev.inquest.collectors.pods;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.StateFile;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.redact.Redactor;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.PodRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sees restarts of containers in the logs that the kubelet keeps on the node, without asking
/// anybody: each restart begins a new file, and the file before ends with the last words.
///
/// Why a container ended is not in these files, so the exit code is told as unknown. What had
/// restarted before this node was ever watched is not told.
public final class PodLogsCollector implements AutoCloseable {

    /// How it is called among what a node cannot see.
    public static final String SOURCE = "pod logs";

    private static final int UNKNOWN_EXIT = -1;
    private static final Duration LONGEST_HELD = Duration.ofDays(7);

    /// Docker keeps the files elsewhere and links to them.
    private static final Path DOCKER = Path.of("/var/lib/docker/containers");

    /// Where restarts are published, and on which node and boot they happened.
    public record Destination(
            NodeKey node, String bootId, Topic<PodRestart> topic, Publisher publisher) {}

    static {
        TrustedRecords.trust();
    }

    private final PodLogSettings settings;
    private final Destination destination;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final Pattern watched;
    private final RestartCounts counts;
    private final Rounds rounds;
    private boolean catchingUp = true;
    private volatile boolean blind;
    private boolean full;

    private PodLogsCollector(
            PodLogSettings settings,
            Destination destination,
            InstantSource time,
            CollectorObserver observer) {
        this.settings = settings;
        this.destination = destination;
        this.time = time;
        this.observer = observer;
        this.watched = settings.watched();
        this.counts = new RestartCounts(new StateFile(settings.state()));
        this.rounds = Rounds.every(settings.every(), SOURCE, this::look, observer);
    }

    /// Begins with a first look at once.
    public static PodLogsCollector start(
            PodLogSettings settings,
            Destination destination,
            InstantSource time,
            CollectorObserver observer) {
        observer.started(SOURCE, settings.directory().toString());
        return new PodLogsCollector(settings, destination, time, observer);
    }

    private void look() {
        var roots = roots();
        if (roots.isEmpty()) {
            return;
        }
        var told = 0;
        for (var name : names(settings.directory())) {
            var pod = PodDirectory.parse(name).filter(this::isWatched);
            for (var container : pod.isPresent() ? names(podLogs(name)) : List.<String>of()) {
                if (++told > RestartCounts.MAX) {
                    tooMany();
                    break;
                }
                look(
                        pod.get(),
                        container,
                        new ContainerLogs(podLogs(name).resolve(container), roots));
            }
        }
        catchingUp = false;
        counts.keep();
    }

    private boolean isWatched(PodDirectory pod) {
        return watched.matcher(pod.namespace()).matches();
    }

    private Path podLogs(String name) {
        return settings.directory().resolve(name);
    }

    private void look(PodDirectory pod, String container, ContainerLogs logs) {
        var restarts = logs.restarts();
        if (restarts.isPresent()
                && counts.isNews(pod.uid() + "/" + container, restarts.getAsInt())) {
            publish(pod, container, restarts.getAsInt(), logs);
        }
    }

    private void publish(PodDirectory pod, String container, int count, ContainerLogs logs) {
        var now = time.instant();
        var workload = Workload.of(pod);
        var restart =
                PodRestart.newBuilder()
                        .setNamespaceName(pod.namespace())
                        .setPod(pod.pod())
                        .setPodUid(pod.uid())
                        .setContainer(container)
                        .setWorkload(workload.toString())
                        .setControllerRevision(workload.revision())
                        .setRestartCount(count)
                        .setExitCode(UNKNOWN_EXIT)
                        .setLastLogLines(Redactor.lines(logs.lastLines(count)))
                        .setBootId(destination.bootId())
                        .setHeldForMs(held(logs, count, now).toMillis())
                        .build();
        var _ =
                destination
                        .publisher()
                        .publish(destination.topic(), destination.node().toString(), now, restart);
    }

    /// What is found at a start happened while nobody looked: how long ago, only the file knows.
    private Duration held(ContainerLogs logs, int count, Instant now) {
        if (!catchingUp) {
            return Duration.ZERO;
        }
        var since = logs.lastWritten(count).map(written -> Duration.between(written, now));
        return since.filter(Duration::isPositive)
                .map(age -> age.compareTo(LONGEST_HELD) > 0 ? LONGEST_HELD : age)
                .orElse(Duration.ZERO);
    }

    /// Where logs may be; none when the directory cannot be read.
    private List<Path> roots() {
        try (var _ = Files.newDirectoryStream(settings.directory())) {
            var roots = List.of(settings.directory().toRealPath(), DOCKER);
            if (blind) {
                blind = false;
                observer.seeing(SOURCE);
            }
            return roots;
        } catch (IOException e) {
            if (!blind) {
                blind = true;
                observer.blind(SOURCE, "cannot read " + settings.directory());
            }
            return List.of();
        }
    }

    private void tooMany() {
        if (!full) {
            full = true;
            observer.fileIgnored(
                    settings.directory().toString(),
                    "more than %d containers; the rest are not watched"
                            .formatted(RestartCounts.MAX));
        }
    }

    private static List<String> names(Path directory) {
        return new HostFiles(directory).names("");
    }

    /// Why the logs cannot be read; empty when they can.
    public Optional<String> blind() {
        return blind ? Optional.of("cannot read " + settings.directory()) : Optional.empty();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
