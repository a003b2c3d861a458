package dev.inquest.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Holds the crash reader against a corpus of kernel logs with known answers.
public final class Main {
    private static final Path CORPUS = Path.of("../shared/corpus/kernel-crashes");
    private static final Path CONSOLES = Path.of("../shared/corpus/consoles");
    private static final List<Peer> PEERS = List.of(Peer.NODE_PROBLEM_DETECTOR, Peer.EKS_AGENT);

    private record Options(
            Path corpus, boolean failures, boolean quick, Optional<Path> predictions) {}

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Options options = options(List.of(arguments));
        if (!Files.isDirectory(options.corpus())) {
            System.err.println("benchmarks: no corpus at " + options.corpus() + "; see --corpus");
            System.exit(3);
        }
        List<Case> cases = Case.all(options.corpus());
        List<Reading> readings = cases.stream().map(Reading::of).toList();
        if (options.predictions().isPresent()) {
            Predictions.write(options.predictions().get(), readings);
        }
        printAccuracy(readings);
        printPeers(cases);
        System.out.println("\nFailures by kind (corrupted logs only where nothing was found)");
        Failures.of(readings).print(options.failures());
        if (!options.quick()) {
            Robustness.print(cases);
            printSpeed(cases);
        }
    }

    private static Options options(List<String> arguments) {
        Path corpus = CORPUS;
        Optional<Path> predictions = Optional.empty();
        List<String> flags = new ArrayList<>(arguments);
        for (int i = 0; i + 1 < flags.size(); ) {
            if (flags.get(i).equals("--corpus")) {
                corpus = Path.of(flags.remove(i + 1));
                flags.remove(i);
            } else if (flags.get(i).equals("--predictions")) {
                predictions = Optional.of(Path.of(flags.remove(i + 1)));
                flags.remove(i);
            } else {
                i++;
            }
        }
        boolean failures = flags.remove("--failures");
        boolean quick = flags.remove("--quick");
        if (!flags.isEmpty()) {
            System.err.println(
                    "usage: benchmarks/run crash [--corpus DIR] [--failures] [--quick] [--predictions FILE]");
            System.exit(2);
        }
        return new Options(corpus, failures, quick, predictions);
    }

    private static void printAccuracy(List<Reading> readings) {
        System.out.printf("Crash reader on %d logs%n", readings.size());
        print("all", Accuracy.of(readings, _ -> true));
        print("production-plausible", Accuracy.of(readings, Case::isPlausible));
        long falseAlarms = Robustness.falseAlarms(readings);
        List<Reading> detected = readings.stream().filter(Reading::isDetected).toList();
        System.out.printf(
                "  false alarms %d of %d logs without a crash; precision %s%n",
                falseAlarms,
                readings.stream().filter(one -> one.expected().title().isEmpty()).count(),
                Share.of(detected, one -> one.expected().title().isPresent()));
    }

    private static void print(String slice, Accuracy accuracy) {
        System.out.printf("  %s%n", slice);
        System.out.printf("    %-34s %s%n", "crash detected", accuracy.detected());
        System.out.printf("    %-34s %s%n", "title, or another right one", accuracy.anyTitle());
        System.out.printf("    %-34s %s%n", "title itself", accuracy.title());
        System.out.printf("    %-34s %s%n", "type", accuracy.type());
        System.out.printf("    %-34s %s%n", "function to blame", accuracy.frame());
    }

    /// Their rules, not their binaries; neither was built to name a title, type or function.
    private static void printPeers(List<Case> cases) {
        System.out.println(
                "\nPublished rules of other agents on the same logs: any rule matches any line");
        for (Peer peer : PEERS) {
            System.out.printf(
                    "  %-28s all %s; plausible %s; without a crash %s; title, type, function 0 %%%n",
                    peer.name(),
                    hits(peer, cases, one -> one.title().isPresent()),
                    hits(peer, cases, Case::isPlausible),
                    hits(peer, cases, one -> one.title().isEmpty()));
        }
    }

    private static Share hits(Peer peer, List<Case> cases, Predicate<Case> slice) {
        return Share.of(cases.stream().filter(slice).toList(), one -> peer.hits(one.log()));
    }

    private static void printSpeed(List<Case> cases) throws IOException {
        Speed.print(
                "these logs, which are hardly anything but crashes",
                cases.stream().map(Case::bytes).toList(),
                PEERS);
        if (Files.isDirectory(CONSOLES)) {
            Speed.print("consoles, mostly ordinary lines", consoles(), PEERS);
        }
    }

    private static List<byte[]> consoles() throws IOException {
        List<byte[]> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(CONSOLES)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".log")).sorted().toList()) {
                logs.add(Files.readAllBytes(file));
            }
        }
        return logs;
    }
}
