package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.netconsole.NetconsoleSettings.Assigned;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.collectors.publish.DeadLetters;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Real datagrams through real sockets, on loopback.
class NetconsoleListenerTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();
    private final List<String> letters = new CopyOnWriteArrayList<>();

    @Test
    void aPanicOverRealSocketsIsPublishedAsTheNodes() throws IOException {
        try (var listener = start("127.0.0.1", NetconsoleSettings.DEFAULT_SENDERS)) {
            for (var bytes : RecordedDatagrams.of("h2-netconsole-ext-panic")) {
                send(listener, LOOPBACK, bytes);
            }
            await().untilAsserted(() -> assertThat(titles()).contains("sysrq triggered crash"));
            await().untilAsserted(() -> assertThat(listener.counts().datagrams()).isEqualTo(423));
            assertThat(listener.counts().dropped()).isZero();
        }
        assertThat(publisher.all()).allMatch(event -> event.key().equals("prod/n1"));
    }

    @Test
    void anUnknownSenderIsCountedToldAndSampledButNeverPublished() throws IOException {
        try (var listener = start("192.0.2.1", NetconsoleSettings.DEFAULT_SENDERS)) {
            for (var i = 0; i < 50; i++) {
                var text = "[ 1.000000] Kernel panic - not syncing: forged, password=hunter2\n";
                send(listener, LOOPBACK, text.getBytes(StandardCharsets.UTF_8));
            }
            await().untilAsserted(() -> assertThat(listener.counts().unknown()).isEqualTo(50));
        }
        assertThat(publisher.all()).isEmpty();
        assertThat(observer.heard()).contains("unknown netconsole 127.0.0.1");
        assertThat(letters).hasSize(UnknownSenders.SAMPLES_PER_SENDER);
        assertThat(letters.getFirst())
                .startsWith("127.0.0.1 [ 1.000000] Kernel panic")
                .doesNotContain("hunter2");
    }

    @Test
    void thousandsOfForgedSendersCostNothingButTheirCount() throws IOException {
        try (var listener = start("192.0.2.1", NetconsoleSettings.DEFAULT_SENDERS)) {
            for (var i = 0; i < 3000; i++) {
                var from = InetAddress.getByAddress(new byte[] {127, 1, (byte) (i >> 8), (byte) i});
                send(listener, from, new byte[] {'x'});
            }
            await().untilAsserted(() -> {
                var counts = listener.counts();
                assertThat(counts.unknown() + counts.dropped()).isEqualTo(3000);
            });
        }
        assertThat(letters).hasSizeBetween(1, 2 * UnknownSenders.SAMPLES_PER_MINUTE);
        assertThat(observer.heard().stream().filter(heard -> heard.startsWith("unknown")))
                .hasSizeBetween(1, 20);
    }

    @Test
    void aSenderTooManyTakesThePlaceOfTheQuietest() throws IOException {
        try (var listener = start("127.0.0.0/8", 2)) {
            for (var last : new byte[] {1, 2, 1, 3, 1}) {
                var from = InetAddress.getByAddress(new byte[] {127, 0, 0, last});
                send(listener, from, "[ 1.000000] hello\n".getBytes(StandardCharsets.UTF_8));
            }
            await().untilAsserted(() -> assertThat(listener.counts().datagrams()).isEqualTo(5));
            assertThat(listener.counts().senders()).isEqualTo(2);
            assertThat(listener.counts().evicted()).isEqualTo(1);
        }
    }

    @Test
    void garbageIsRead() throws IOException {
        var random = new Random(1);
        var panic = "\n[ 1.0] x\n[    2.000000] Kernel panic - not syncing: y\n";
        try (var listener = start("127.0.0.1", NetconsoleSettings.DEFAULT_SENDERS)) {
            for (var i = 0; i < 300; i++) {
                var bytes = new byte[random.nextInt(9000)];
                random.nextBytes(bytes);
                send(listener, LOOPBACK, bytes);
            }
            // Sent until it is read: so much garbage at once may fill the kernel's buffer.
            await().untilAsserted(() -> {
                send(listener, LOOPBACK, panic.getBytes(StandardCharsets.UTF_8));
                assertThat(titles()).contains("y");
            });
        }
        assertThat(observer.heard()).noneMatch(heard -> heard.startsWith("round"));
    }

    @Test
    void whatWaitsIsPublishedWhenItEnds() throws IOException {
        try (var listener = start("127.0.0.1", NetconsoleSettings.DEFAULT_SENDERS)) {
            send(listener, LOOPBACK, "6,1,1,-;a".getBytes(StandardCharsets.UTF_8));
            var panic = "0,9,2,-;Kernel panic - not syncing: at the end";
            send(listener, LOOPBACK, panic.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(titles()).containsExactly("at the end");
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            var settings = settings("127.0.0.1", 10, taken.getLocalPort());
            assertThatThrownBy(() -> bind(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    private NetconsoleListener start(String network, int mostSenders) throws IOException {
        var listener = bind(settings(network, mostSenders, 0));
        listener.begin(() -> true);
        return listener;
    }

    private NetconsoleListener bind(NetconsoleSettings settings) throws IOException {
        DeadLetters keeping =
                (key, value, headers) ->
                        letters.add(key + " " + new String(value, StandardCharsets.UTF_8));
        return NetconsoleListener.bind(
                settings,
                new Topics("t.", TimeSource.STORY).kernel(),
                publisher,
                keeping,
                InstantSource.fixed(Instant.parse("2024-06-17T08:00:00Z")),
                observer);
    }

    private static NetconsoleSettings settings(String network, int mostSenders, int port) {
        return new NetconsoleSettings(
                List.of(new InetSocketAddress(LOOPBACK, port)),
                List.of(new Assigned(Network.parse(network), new NodeKey("prod", "n1"))),
                true,
                Optional.empty(),
                Rules.DEFAULT,
                mostSenders,
                1 << 20);
    }

    private static void send(NetconsoleListener to, InetAddress from, byte[] bytes)
            throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
            socket.send(new DatagramPacket(bytes, bytes.length, to.addresses().getFirst()));
        }
    }

    private List<String> titles() {
        return publisher.events(KernelEvent.class).stream()
                .filter(event -> event.getKind() == KernelKind.PANICKED)
                .map(KernelEvent::getTitle)
                .toList();
    }
}
