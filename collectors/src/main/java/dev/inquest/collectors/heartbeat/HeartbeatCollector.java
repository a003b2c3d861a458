package dev.inquest.collectors.heartbeat;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Uptime;
import dev.inquest.collectors.kernel.KmsgCounts;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.collectors.vitals.VitalsSource;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.Heartbeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Proves that the node lives, and says goodbye when it leaves on purpose.
///
/// While a heartbeat is not accepted yet no other is sent: an old one delivered late would prove a
/// life that may be over. Heartbeats are never spooled, for the same reason. The last one said on
/// close carries the reason.
public final class HeartbeatCollector implements AutoCloseable {

    private static final Duration GOODBYE_PATIENCE = Duration.ofMillis(1200);

    /// Where heartbeats go, and whose they are.
    public record Destination(
            NodeKey node, String bootId, Topic<Heartbeat> topic, Publisher publisher) {}

    /// What others contribute.
    ///
    /// @param probe whether the node can still write to its disk and start a program
    public record Contents(
            Supplier<KmsgCounts> kmsg, Supplier<List<String>> blind, BooleanSupplier probe) {}

    private final Destination to;
    private final Contents contents;
    private final HostFiles host;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final VitalsSource vitals;
    private final Rounds rounds;
    private long sequence;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    private HeartbeatCollector(
            HeartbeatSettings settings,
            Destination to,
            Contents contents,
            HostFiles host,
            InstantSource time,
            CollectorObserver observer) {
        this.to = to;
        this.contents = contents;
        this.host = host;
        this.time = time;
        this.observer = observer;
        this.vitals = new VitalsSource(host);
        this.rounds = Rounds.every(settings.interval(), "heartbeat", this::beat, observer);
    }

    /// Begins with a first heartbeat at once.
    public static HeartbeatCollector start(
            HeartbeatSettings settings,
            Destination to,
            Contents contents,
            HostFiles host,
            InstantSource time,
            CollectorObserver observer) {
        observer.started("heartbeat", to.node().toString());
        return new HeartbeatCollector(settings, to, contents, host, time, observer);
    }

    private void beat() {
        if (underWay.isDone()) {
            underWay = send(Goodbye.NONE);
        }
    }

    private CompletableFuture<Void> send(Goodbye goodbye) {
        var kmsg = contents.kmsg().get();
        var losses = to.publisher().losses();
        var heartbeat =
                Heartbeat.newBuilder()
                        .setSequence(++sequence)
                        .setBootId(to.bootId())
                        .setUptimeMs(Uptime.read(host).orElse(Duration.ZERO).toMillis())
                        .setGoodbye(goodbye)
                        .setVitals(vitals.read().orElse(null))
                        .setKernelRecords(kmsg.kernel())
                        .setUserRecords(kmsg.user())
                        .setLostRecords(kmsg.lost())
                        .setBlind(contents.blind().get())
                        .setProbeOk(contents.probe().getAsBoolean())
                        .setLostEvents(losses.lost())
                        .setSuppressedEvents(losses.suppressed())
                        .build();
        return to.publisher().publish(to.topic(), to.node().toString(), time.instant(), heartbeat);
    }

    /// Says goodbye, and waits a little over a second at most for it to be heard.
    @Override
    public void close() {
        rounds.close();
        try {
            send(Goodbyes.of(host, time.instant()))
                    .get(GOODBYE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            observer.publishFailed(to.topic().shortName(), "the goodbye was not heard");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        observer.stopped("heartbeat");
    }
}
