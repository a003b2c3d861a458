package dev.inquest.benchmarks.sinks;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.sinks.SinkKinds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prints how many findings a second each kind of sink delivers, and how long one takes from its
/// topic to the receiver's "taken", beside a plain loop of posts to the same address:
/// `benchmarks/run sinks [FINDINGS]`.
public final class Main {

    private static final int ONE_BY_ONE = 200;
    private static final int BODY = 1_000;
    private static final Map<String, String> KINDS =
            Map.of(
                    "pagerduty", "url: %1$s, routing-key-file: %2$s",
                    "alertmanager", "url: %1$s",
                    "webhook", "url: %1$s/hook",
                    "otlp", "url: %1$s");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var findings = arguments.length == 0 ? 2_000 : Integer.parseInt(arguments[0]);
        var directory = Files.createTempDirectory("sinks-benchmark");
        try (var address = new Address();
                var platform =
                        Platform.start(
                                settings(directory),
                                new PlatformObserver() {},
                                InstantSource.system())) {
            posts(address, findings);
            for (var kind : KINDS.keySet().stream().sorted().toList()) {
                sink(kind, address, platform, directory, findings);
            }
        } finally {
            delete(directory);
        }
    }

    private static PlatformSettings settings(Path directory) {
        return new PlatformSettings(
                directory.resolve("data"),
                0,
                0,
                Topics.DEFAULT_PREFIX,
                1,
                TimeSource.BROKER,
                Optional.empty(),
                Map.of());
    }

    /// The baseline: one connection, one request after the other, nothing kept.
    private static void posts(Address address, int requests) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address.url()))
                        .POST(BodyPublishers.ofByteArray(new byte[BODY]))
                        .build();
        var nanos = new long[requests];
        try (var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < requests / 10; i++) {
                client.send(request, BodyHandlers.discarding());
            }
            var began = System.nanoTime();
            for (var i = 0; i < requests; i++) {
                var sent = System.nanoTime();
                client.send(request, BodyHandlers.discarding());
                nanos[i] = System.nanoTime() - sent;
            }
            print("plain posts", requests, System.nanoTime() - began, nanos);
        }
    }

    private static void sink(
            String kind, Address address, Platform platform, Path directory, int findings)
            throws Exception {
        var taken = new Taken();
        var nanos = new long[ONE_BY_ONE];
        long all;
        try (var some = new SomeFindings(platform, kind);
                var _ = start(kind, address, platform, directory, taken)) {
            taken.awaitBegun();
            warmUp(some, taken);
            for (var i = 0; i < ONE_BY_ONE; i++) {
                var enough = taken.count() + 1;
                var began = System.nanoTime();
                some.publish(1);
                taken.await(enough);
                nanos[i] = System.nanoTime() - began;
            }
            var enough = taken.count() + findings;
            var began = System.nanoTime();
            some.publish(findings);
            taken.await(enough);
            all = System.nanoTime() - began;
        }
        print(kind, findings, all, nanos);
    }

    /// A sink begins with what is open already; each kind has a cluster of its own.
    private static void warmUp(SomeFindings some, Taken taken) {
        var enough = taken.count() + ONE_BY_ONE;
        some.publish(ONE_BY_ONE);
        taken.await(enough);
    }

    private static RunningSinks start(
            String kind, Address address, Platform platform, Path directory, Taken taken)
            throws Exception {
        var key = Files.writeString(directory.resolve("key"), "0".repeat(32));
        var settings =
                "sinks: [{kind: %1$s, page: true, per-minute: 1000000, clusters: [%1$s], %2$s}]"
                        .formatted(
                                kind, KINDS.getOrDefault(kind, "").formatted(address.url(), key));
        return RunningSinks.start(
                new SinksFile(SinkKinds.all(), true).parse("benchmark", settings),
                new Findings(platform.clientConfig(), platform.registry(), platform.topics()),
                InstantSource.system(),
                taken);
    }

    private static void print(String what, int findings, long all, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-14s %,8.0f a second (%,d), one at a time p50 %6.2f ms, p99 %6.2f ms%n",
                what,
                findings / (all / 1e9),
                findings,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (var files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : all) {
            Files.deleteIfExists(file);
        }
    }
}
