package dev.inquest.collectors.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.attach.AttachedConsoles.Attached;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real sockets and real ptys.
class AttachedConsolesTest {

    private static final String PANIC = "[  1.000000] Kernel panic - not syncing: ";
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir Path temp;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void aConsoleServerIsReadAndItsTelnetCommandsAreNot() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var _ = attach(tcp(server.getLocalPort()));
                var client = server.accept()) {
            var out = client.getOutputStream();
            out.write(new byte[] {-1, -5, 1, -1, -5, 3});
            out.write((PANIC + "over ").getBytes(StandardCharsets.UTF_8));
            out.write(new byte[] {-1, -15});
            out.write("tcp\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            awaitTitles("over tcp");
        }
        assertThat(publisher.all().getFirst().key()).isEqualTo("prod/n1");
    }

    @Test
    void aConnectionThatEndsIsMadeAgain() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var _ = attach(tcp(server.getLocalPort()))) {
            try (var client = server.accept()) {
                client.getOutputStream().write((PANIC + "no end").getBytes(StandardCharsets.UTF_8));
            }
            awaitTitles("no end");
            try (var client = server.accept()) {
                client.getOutputStream().write((PANIC + "two\n").getBytes(StandardCharsets.UTF_8));
                awaitTitles("no end", "two");
            }
            await().untilAsserted(() ->
                    assertThat(observer.heard())
                            .startsWith("blind console of prod/n1", "seeing console of prod/n1"));
        }
    }

    @Test
    void aServerThatIsAwayIsToldOnceAndTriedAgain() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, LOOPBACK)) {
            port = free.getLocalPort();
        }
        try (var _ = attach(tcp(port))) {
            await().untilAsserted(() ->
                    assertThat(observer.heard()).containsExactly("blind console of prod/n1"));
            try (var server = new ServerSocket()) {
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(LOOPBACK, port));
                try (var client = server.accept()) {
                    var text = PANIC + "at last\n";
                    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                    awaitTitles("at last");
                }
            }
        }
    }

    @Test
    void aPeerThatVanishedIsProbedFor() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var channel =
                        (SocketChannel)
                                ConsoleChannel.open(
                                        new ConsoleAddress.TcpSocket(
                                                "127.0.0.1", server.getLocalPort()))) {
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
        }
    }

    @Test
    void aUnixSocketIsReadAndReadAgainWhenItIsNew() throws IOException {
        var path = temp.resolve("console.sock");
        try (var _ = attach(new ConsoleAddress.UnixSocket(path))) {
            await().untilAsserted(() -> assertThat(observer.heard()).isNotEmpty());
            serveOnce(path, "one");
            awaitTitles("one");
            Files.delete(path);
            serveOnce(path, "two");
            awaitTitles("one", "two");
        }
    }

    @Test
    void aPtyIsReadWithoutAnEchoAndReadAgainWhenItIsNew() throws IOException {
        Path link = temp.resolve("console");
        try (var consoles = attach(new ConsoleAddress.Terminal(link))) {
            try (var pty = PseudoTerminal.open()) {
                Files.createSymbolicLink(link, pty.slave());
                await().until(() -> consoles.connected() == 1);
                pty.write(PANIC + "over a pty\r\n");
                awaitTitles("over a pty");
                assertThat(pty.read()).isEmpty();
            }
            await().until(() -> consoles.connected() == 0);
            try (var pty = PseudoTerminal.open()) {
                Files.delete(link);
                Files.createSymbolicLink(link, pty.slave());
                await().until(() -> consoles.connected() == 1);
                pty.write(PANIC + "again\r\n");
                awaitTitles("over a pty", "again");
            }
        }
        assertThat(observer.heard()).contains("blind console of prod/n1");
    }

    @Test
    void noiseAndLinesWithoutAnEndAreRead() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var _ = attach(tcp(server.getLocalPort()));
                var client = server.accept()) {
            var noise = new byte[500_000];
            new Random(1).nextBytes(noise);
            client.getOutputStream().write(noise);
            client.getOutputStream().write("x".repeat(300).getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().write("y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
            var text = "\r\n" + PANIC + "still here";
            client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            awaitTitles("still here");
        }
    }

    @Test
    void closingTakesNoTimeWhateverIsUnderWay() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var pty = PseudoTerminal.open()) {
            var consoles =
                    attach(
                            tcp(server.getLocalPort()),
                            new ConsoleAddress.Terminal(pty.slave()),
                            new ConsoleAddress.UnixSocket(temp.resolve("nobody")));
            await().until(() -> consoles.connected() == 2);
            Assertions.assertTimeout(Duration.ofSeconds(3), consoles::close);
            assertThat(consoles.connected()).isZero();
        }
    }

    private void serveOnce(Path path, String title) throws IOException {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            try (var client = server.accept()) {
                var text = PANIC + title + "\n";
                client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                await().untilAsserted(() -> assertThat(titles()).endsWith(title));
            }
        }
    }

    private AttachedConsoles attach(ConsoleAddress... from) {
        var attached =
                Arrays.stream(from)
                        .map(address -> new Attached(new NodeKey("prod", "n1"), address))
                        .toList();
        return AttachedConsoles.start(
                attached,
                new Topics("t.", TimeSource.STORY).kernel(),
                publisher,
                InstantSource.fixed(Instant.parse("2024-06-17T08:00:00Z")),
                Duration.ofMillis(20),
                observer);
    }

    private static ConsoleAddress tcp(int port) {
        return new ConsoleAddress.TcpSocket("127.0.0.1", port);
    }

    private void awaitTitles(String... titles) {
        await().untilAsserted(() -> assertThat(titles()).containsExactly(titles));
    }

    private List<String> titles() {
        return publisher.events(KernelEvent.class).stream()
                .filter(event -> event.getKind() == KernelKind.PANICKED)
                .map(KernelEvent::getTitle)
                .toList();
    }
}
