package dev.inquest.standalone.broker;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A broker in a process of its own, so that it can die the hard way.
final class KilledBroker {

    private static final String READY = "acknowledged";

    private KilledBroker() {}

    public static void main(String[] args) throws Exception {
        var broker = EmbeddedBrokerTest.start(Path.of(args[0]));
        EmbeddedBrokerTest.create(broker, "words");
        EmbeddedBrokerTest.send(broker, "words", args[1]);
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    /// Runs a broker on the directory, kills it once the word is acknowledged, and returns how the
    /// process ended.
    static int sendAndBeKilled(Path directory, String word) throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledBroker.class.getName(),
                                directory.toString(),
                                word)
                        .redirectError(new File("/dev/null"))
                        .start();
        try (var lines = process.inputReader()) {
            if (lines.lines().noneMatch(READY::equals)) {
                throw new AssertionError("the child process ended before it was killed");
            }
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the child process outlived its killing");
            }
        }
        return process.exitValue();
    }
}
