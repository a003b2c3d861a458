package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Real crashes through real UDP sockets in two network namespaces, over a relay that loses and
/// reorders: shows exactly what is lost, and that the crash reports survive.
class NetconsoleThroughLossTest {

    private record Sent(int sent, List<Integer> lost) {}

    private record Read(
            int datagrams,
            long missing,
            long late,
            long duplicates,
            long dropped,
            String title,
            int frames) {}

    @Test
    void crashReportsSurviveLossAndReordering() throws IOException, InterruptedException {
        assumeTrue(NetworkNamespaces.areAllowed(), "network namespaces need root and iproute2");
        List<Sent> sent;
        List<Read> read;
        try (var network = NetworkNamespaces.make()) {
            var receiver =
                    network.receiver(
                            NetconsoleReceiver.class,
                            NetworkNamespaces.RECEIVER,
                            NetworkNamespaces.SENDER);
            try (var answers = reader(receiver)) {
                assertThat(answers.readLine()).isEqualTo("ready");
                sent = send(network);
                receiver.getOutputStream().close();
                read = inOrder(answers.lines(), NetconsoleThroughLossTest::read);
            } finally {
                receiver.destroyForcibly();
            }
        }
        var scenarios = LossyScenario.all();
        System.out.println(
                "life                       loss reorder  sent  lost arrived never-seen late twice"
                        + " frames title");
        for (var i = 0; i < scenarios.size(); i++) {
            check(scenarios.get(i), sent.get(i), read.get(i), lossless(scenarios, read, i));
        }
    }

    private static Read lossless(List<LossyScenario> scenarios, List<Read> read, int number) {
        for (var i = 0; i < scenarios.size(); i++) {
            var weather = scenarios.get(i).weather();
            if (scenarios.get(i).life().equals(scenarios.get(number).life())
                    && weather.loss() + weather.reordered() == 0) {
                return read.get(i);
            }
        }
        throw new IllegalStateException("no lossless scenario of this life");
    }

    private static void check(LossyScenario scenario, Sent sent, Read read, Read lossless) {
        print(scenario, sent, read);
        assertThat(read.dropped()).isZero();
        assertThat(read.datagrams()).isEqualTo(sent.sent());
        if (scenario.isExtended()) {
            assertThat(read.missing() - read.late())
                    .as("%s", scenario)
                    .isEqualTo(scenario.neverSeen(sent.lost()));
        }
        assertThat(decidingIsLost(scenario, sent)).as("%s", scenario).isFalse();
        assertThat(read.title()).as("%s", scenario).isEqualTo(lossless.title());
        if (sent.lost().isEmpty()) {
            assertThat(read.frames()).as("%s", scenario).isEqualTo(lossless.frames());
        } else {
            assertThat(read.frames()).as("%s", scenario).isLessThanOrEqualTo(lossless.frames());
        }
    }

    /// The seeds were chosen so that it is not: without it there is no report to survive.
    private static boolean decidingIsLost(LossyScenario scenario, Sent sent) {
        var datagrams = RecordedDatagrams.of(scenario.life());
        return sent.lost().stream()
                .map(number -> new String(datagrams.get(number), StandardCharsets.UTF_8))
                .anyMatch(text -> text.contains(scenario.deciding()));
    }

    private static void print(LossyScenario scenario, Sent sent, Read read) {
        System.out.printf(
                "%-26s %3d%% %6d%% %5d %5d %7d %10d %4d %5d %6d %s%n",
                scenario.life(),
                scenario.weather().loss(),
                scenario.weather().reordered(),
                RecordedDatagrams.of(scenario.life()).size(),
                sent.lost().size(),
                read.datagrams(),
                read.missing(),
                read.late(),
                read.duplicates(),
                read.frames(),
                read.title());
    }

    private static List<Sent> send(NetworkNamespaces network)
            throws IOException, InterruptedException {
        var sender =
                network.sender(
                        NetconsoleReplay.class,
                        NetworkNamespaces.SENDER,
                        NetworkNamespaces.RECEIVER);
        try (var lines = reader(sender)) {
            var sent = inOrder(lines.lines(), NetconsoleThroughLossTest::sent);
            assertThat(sender.waitFor()).isZero();
            return sent;
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private interface Reading<T> {
        T of(String[] fields);
    }

    /// Both programs print one line per scenario, in order.
    private static <T> List<T> inOrder(Stream<String> lines, Reading<T> reading) {
        return lines.map(line -> reading.of(line.split(";", -1))).toList();
    }

    private static Sent sent(String[] fields) {
        var lost =
                Arrays.stream(fields[2].split(","))
                        .filter(text -> !text.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
        return new Sent(Integer.parseInt(fields[1]), lost);
    }

    private static Read read(String[] fields) {
        return new Read(
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                fields[6],
                Integer.parseInt(fields[7]));
    }
}
