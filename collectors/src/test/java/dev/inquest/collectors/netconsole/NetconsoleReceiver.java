package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.netconsole.NetconsoleSettings.Assigned;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.DeadLetters;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program of its own, run in the namespace of the console collector: one real listener per
/// scenario. When its standard input ends it prints what each of them read.
final class NetconsoleReceiver {

    private NetconsoleReceiver() {}

    private record Open(NetconsoleListener listener, RecordingPublisher publisher) {}

    /// Runs it.
    ///
    /// @param arguments the address to listen at, and the one that belongs to the node
    public static void main(String[] arguments) throws IOException {
        var at = InetAddress.ofLiteral(arguments[0]);
        var open = new ArrayList<Open>();
        for (var i = 0; i < LossyScenario.all().size(); i++) {
            open.add(listen(new InetSocketAddress(at, LossyScenario.FIRST_PORT + i), arguments[1]));
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Until it ends.
        }
        var port = LossyScenario.FIRST_PORT;
        for (var one : open) {
            one.listener().close();
            print(port++, one);
        }
    }

    private static Open listen(InetSocketAddress address, String sender) throws IOException {
        var publisher = new RecordingPublisher();
        var node = new Assigned(Network.parse(sender), new NodeKey("prod", "n1"));
        var listener =
                NetconsoleListener.bind(
                        new NetconsoleSettings(
                                List.of(address),
                                List.of(node),
                                false,
                                Optional.empty(),
                                Rules.DEFAULT,
                                16,
                                1 << 20),
                        new Topics("t.", TimeSource.STORY).kernel(),
                        publisher,
                        DeadLetters.NONE,
                        InstantSource.system(),
                        CollectorObserver.NONE);
        listener.begin(() -> true);
        return new Open(listener, publisher);
    }

    private static void print(int port, Open one) {
        var counts = one.listener().counts();
        var events = one.publisher().events(KernelEvent.class);
        var crash =
                events.stream()
                        .filter(event -> event.getKind() == KernelKind.CRASHED)
                        .reduce((_, last) -> last);
        System.out.printf(
                "%d;%d;%d;%d;%d;%d;%s;%d%n",
                port,
                counts.datagrams(),
                counts.missing(),
                counts.late(),
                counts.duplicates(),
                counts.dropped(),
                crash.map(KernelEvent::getTitle).orElse("-"),
                crash.map(event -> event.getFrames().size()).orElse(0));
    }
}
