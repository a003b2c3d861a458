package dev.inquest.collectors.netlink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A network namespace that a test makes for itself and takes away again; without root or iproute2
/// the test is skipped.
public final class NetworkNamespace implements AutoCloseable {

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    public static NetworkNamespace make() {
        var name = "inquest-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        var made = "root".equals(System.getProperty("user.name")) && succeeds("netns", "add", name);
        Assumptions.assumeTrue(
                made, "needs root and iproute2, and may make network namespaces: skipped");
        return new NetworkNamespace(name);
    }

    public Path path() {
        return Path.of("/run/netns", name);
    }

    /// Runs `ip` in the namespace; what it prints is returned.
    public String ip(String arguments) {
        var command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments.split(" ")));
        return run(command);
    }

    /// Runs many commands of `ip` in one go, over those that fail.
    public void batch(List<String> commands) throws IOException {
        var file = Files.createTempFile("inquest", ".batch");
        try {
            Files.write(file, commands);
            var command = List.of("ip", "-n", name, "-force", "-batch", file.toString());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
        } finally {
            Files.delete(file);
        }
    }

    /// A dummy, or a bridge where the kernel has no dummies.
    public String addDummy(String link) {
        for (var kind : List.of("dummy", "bridge")) {
            if (succeeds("-n", name, "link", "add", link, "type", kind)) {
                ip("link set " + link + " addrgenmode none");
                return kind;
            }
        }
        throw new IllegalStateException("neither a dummy nor a bridge can be made");
    }

    private static boolean succeeds(String... arguments) {
        try {
            var command = new ArrayList<>(List.of("ip"));
            command.addAll(List.of(arguments));
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        succeeds("netns", "del", name);
    }
}
