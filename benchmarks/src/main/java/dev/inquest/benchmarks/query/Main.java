package dev.inquest.benchmarks.query;

import dev.inquest.query.QueryServer;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.query.answer.Request;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.tables.Bounds;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import dev.inquest.tables.TablesObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// Prints how long the tables take to fill from an embedded broker, what they weigh, and how long
/// questions take: `benchmarks/run query [NODES…]`.
public final class Main {

    private static final int WARM = 200;
    private static final int ASKED = 1_000;
    private static final int LARGE = 500_000;
    private static final double MIB = 1 << 20;
    private static final Map<String, String> QUESTIONS =
            Map.of(
                    "hung per kernel",
                    "SELECT kernel_release, COUNT(*) AS hung FROM nodes WHERE state = 'HUNG' GROUP BY"
                            + " kernel_release ORDER BY hung DESC",
                    "one node by key",
                    "SELECT node, state, since FROM nodes WHERE rowkey = 'bench/node-4711'",
                    "nodes per zone and kernel",
                    "SELECT zone, kernel_release, COUNT(*) FROM nodes GROUP BY zone, kernel_release");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var sizes =
                arguments.length == 0
                        ? new int[] {100_000}
                        : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        for (var size : sizes) {
            var directory = Files.createTempDirectory("query-benchmark");
            try {
                measure(size, directory);
            } finally {
                delete(directory);
            }
        }
    }

    private static void measure(int size, Path directory) throws Exception {
        var settings =
                new PlatformSettings(
                        directory,
                        0,
                        0,
                        Topics.DEFAULT_PREFIX,
                        4,
                        TimeSource.BROKER,
                        Optional.empty(),
                        Map.of());
        try (var platform =
                Platform.start(settings, new PlatformObserver() {}, InstantSource.system())) {
            new SomeNodes()
                    .produce(
                            size,
                            platform.topics().status(),
                            platform.clientConfig(),
                            platform.registry());
            measure(size, platform);
        }
    }

    private static void measure(int size, Platform platform) throws Exception {
        var before = used();
        var began = System.nanoTime();
        try (var tables =
                        Tables.start(
                                Source.kafka(platform.clientConfig(), platform.registry()),
                                platform.topics(),
                                new Bounds(2_000_000, Long.MAX_VALUE),
                                TablesObserver.silent(),
                                InstantSource.system());
                var server =
                        QueryServer.open(
                                tables,
                                platform.topics(),
                                QuerySettings.standard().withDeadline(Duration.ofMinutes(1)),
                                InstantSource.system())) {
            if (!tables.awaitReady(Duration.ofMinutes(10))) {
                throw new IllegalStateException("the tables did not fill");
            }
            var filled = System.nanoTime() - began;
            while (!server.isReady()) {
                Thread.onSpinWait();
            }
            System.out.printf(
                    "%,d nodes: complete after %.1f s (%,.0f nodes/s), ready after %.1f s%n",
                    size, filled / 1e9, size / (filled / 1e9), (System.nanoTime() - began) / 1e9);
            for (var question : QUESTIONS.entrySet()) {
                ask(question.getKey(), question.getValue(), server, size);
            }
            var counts = tables.nodes().counts();
            System.out.printf(
                    "  memory        %.0f MiB on the heap, %.0f bytes a node (%.0f on the wire)%n",
                    (used() - before) / MIB,
                    (double) (used() - before) / size,
                    (double) counts.bytes() / counts.rows());
        }
    }

    private static void ask(String name, String sql, QueryServer server, int size)
            throws InterruptedException {
        var first = timed(sql, server);
        var times = size > LARGE ? ASKED / 10 : ASKED;
        for (var i = 0; i < Math.min(WARM, times); i++) {
            timed(sql, server);
        }
        var all = new double[times];
        for (var i = 0; i < times; i++) {
            all[i] = timed(sql, server);
        }
        Arrays.sort(all);
        System.out.printf(
                "  %-26s first %7.1f ms, repeated p50 %6.2f ms, p99 %6.2f ms%n",
                name, first, all[times / 2], all[times * 99 / 100]);
    }

    private static double timed(String sql, QueryServer server) throws InterruptedException {
        var began = System.nanoTime();
        try (var answer = server.query(new Request(sql))) {
            if (answer.columns().isEmpty()) {
                throw new IllegalStateException("no answer");
            }
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
