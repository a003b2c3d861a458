package dev.inquest.benchmarks.outage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Runs the acceptance test of a broker outage at full length: the default build's is shorter.
///
/// Argument: seconds that the broker is away (300).
final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 300;
        var command =
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "-pl",
                        "deploy/standalone",
                        "-am",
                        "package",
                        "-Dtest=BrokerOutageTest",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dinquest.outage=PT" + seconds + "S");
        var process =
                new ProcessBuilder(command)
                        .directory(Path.of(System.getProperty("user.dir")).toFile())
                        .inheritIO()
                        .start();
        System.exit(process.waitFor());
    }
}
