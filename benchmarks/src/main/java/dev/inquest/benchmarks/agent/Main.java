package dev.inquest.benchmarks.agent;

import dev.inquest.schemas.TimeSource;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Prints memory and CPU of the agent at rest, under a flood of `/dev/kmsg` and with Kafka away,
/// beside the limits that node-problem-detector is deployed with.
///
/// Arguments: seconds per phase (60), records per second of the flood (2000), and a packaged agent
/// to measure instead of the launcher's.
final class Main {

    private static final Path ROOT = Path.of(System.getProperty("user.dir"));
    private static final String ROW = "%-28s %10s %10s %10s %12s%n";

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var over = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 60);
        var perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        var program =
                arguments.length > 2
                        ? List.of(arguments[2])
                        : List.of(ROOT.resolve("inquest").toString(), "collect", "node");
        var directory = Files.createTempDirectory("inquest-benchmark-");
        try {
            run(program, directory, over, perSecond);
        } finally {
            delete(directory);
        }
        System.exit(0);
    }

    private static void run(List<String> program, Path directory, Duration over, int perSecond)
            throws IOException, InterruptedException {
        var platform =
                Platform.start(
                        settings(directory), new PlatformObserver() {}, InstantSource.system());
        try (var agent =
                AgentProcess.start(
                        program,
                        platform.bootstrapServers(),
                        platform.schemaRegistry(),
                        directory,
                        freePort())) {
            TimeUnit.SECONDS.sleep(45);
            var notes = new ArrayList<String>();
            System.out.printf(ROW, "", "RSS MiB", "PSS MiB", "peak MiB", "millicores");
            print("at rest", Footprint.of(agent.pid(), over));
            if (KmsgFlood.isPossible()) {
                notes.add(flood(agent, over, perSecond));
                TimeUnit.SECONDS.sleep(20);
                print("at rest after the flood", Footprint.of(agent.pid(), over));
            } else {
                notes.add("no flood: it needs root and a writable /dev/kmsg");
            }
            platform.close();
            TimeUnit.SECONDS.sleep(15);
            print("Kafka and registry away", Footprint.of(agent.pid(), over));
            System.out.printf(ROW, "node-problem-detector*", "80 limit", "", "", "10 request");
            notes.forEach(System.out::println);
            System.out.println(
                    "* the memory limit and CPU request of its published DaemonSet, not a"
                            + " measurement");
        }
    }

    private static String flood(AgentProcess agent, Duration over, int perSecond)
            throws IOException, InterruptedException {
        var read = agent.metric("inquest_agent_kmsg_user_records_total");
        var lost = agent.metric("inquest_agent_kmsg_lost_records_total");
        try (var flood = KmsgFlood.start(perSecond)) {
            print("flood, " + perSecond + " records/s", Footprint.of(agent.pid(), over));
            read = agent.metric("inquest_agent_kmsg_user_records_total") - read;
            lost = agent.metric("inquest_agent_kmsg_lost_records_total") - lost;
            return "flood: wrote %,d records, the agent read %,d and missed %,d"
                    .formatted(flood.written(), read, lost);
        }
    }

    private static void print(String phase, Footprint footprint) {
        System.out.printf(
                ROW,
                phase,
                "%.0f".formatted(footprint.rssMiB()),
                "%.0f".formatted(footprint.pssMiB()),
                "%.0f".formatted(footprint.peakMiB()),
                "%.1f".formatted(footprint.millicores()));
    }

    private static PlatformSettings settings(Path directory) {
        return new PlatformSettings(
                directory.resolve("kafka-data"),
                0,
                0,
                "inquest.",
                1,
                TimeSource.BROKER,
                Optional.empty(),
                Map.of());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
