package dev.inquest.standalone.sinks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A program of ours in a Java of its own, small and with the classes of this one.
public final class Jvm {

    private Jvm() {}

    /// What starts it; what it says on either channel comes as one.
    public static ProcessBuilder of(
            Class<?> main, Map<String, String> environment, List<String> arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var options =
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName());
        var builder =
                new ProcessBuilder(Stream.concat(options.stream(), arguments.stream()).toList());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true);
    }
}
