package dev.inquest.standalone.demo;

import dev.inquest.standalone.cli.CommandFailed;
import dev.inquest.standalone.cli.OutputFormat;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the demonstration is to be played.
final class DemoOptions {

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "20",
            description = "seconds of story in one second (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--exit", description = "stop when the story ends")
    private boolean exit;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "text, or json: one finding per line on standard output and everything else on"
                            + " standard error (default: ${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.text;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where this run makes a directory of its own (default: temporary files)")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "port of registry, query API and console, 0 for any (default:"
                            + " ${DEFAULT-VALUE})")
    private int httpPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "port of the embedded Kafka, 0 for any (default: ${DEFAULT-VALUE})")
    private int kafkaPort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "another seed tells it of other nodes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--no-cause",
            description = "nodes hang at random and share nothing: no cause must be named")
    private boolean noCause;

    /// Refuses what makes no sense.
    void check() {
        if (!(speed > 0 && speed <= 1000)) {
            throw CommandFailed.badInput("--speed must be above 0 and at most 1000, not " + speed);
        }
        checkPort("--http-port", httpPort);
        checkPort("--kafka-port", kafkaPort);
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw CommandFailed.badInput(option + " must be between 0 and 65535, not " + port);
        }
    }

    double speed() {
        return speed;
    }

    boolean exits() {
        return exit;
    }

    boolean isJson() {
        return output == OutputFormat.json;
    }

    Optional<Path> dataDirectory() {
        return Optional.ofNullable(dataDirectory);
    }

    int httpPort() {
        return httpPort;
    }

    int kafkaPort() {
        return kafkaPort;
    }

    boolean hasCause() {
        return !noCause;
    }

    long seed() {
        return seed;
    }
}
