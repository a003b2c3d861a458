package dev.inquest.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.standin.SomeFinding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Alertmanager refuses a whole batch for one alert; only that one may be lost.
class BatchesTest {

    @Test
    void oneBadAlertDoesNotTakeItsBatchAlong() throws Exception {
        var accepted = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/prefix/api/v2/alerts",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    var isBad = body.contains("\"n13\"");
                    accepted.addAndGet(isBad ? 0 : body.split("alertname", -1).length - 1);
                    var answer =
                            (isBad ? "\"invalid label set\"" : "").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            isBad ? 400 : 200, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        var yaml =
                "sinks: [{kind: alertmanager, url: 'http://127.0.0.1:%d/prefix/'}]"
                        .formatted(server.getAddress().getPort());
        var planned = new SinksFile(List.of(new AlertmanagerKind()), true).parse("x", yaml);

        List<Answer> answers;
        try (var receiver = planned.getFirst().receiver().apply(InstantSource.system())) {
            answers = receiver.tell(notices());
        } finally {
            server.stop(0);
        }

        var expected = new ArrayList<Answer>();
        notices()
                .forEach(notice ->
                        expected.add(
                                notice.finding().getId().equals("n13")
                                        ? new Answer.Refused("400 \"invalid label set\"", 400)
                                        : Answer.accepted()));
        assertThat(answers).isEqualTo(expected);
        assertThat(accepted).hasValue(39);
    }

    private static List<Notice> notices() {
        return IntStream.range(0, 40)
                .mapToObj(n -> new Notice(Change.OPENED, SomeFinding.of("n" + n).build(), Map.of()))
                .toList();
    }
}
