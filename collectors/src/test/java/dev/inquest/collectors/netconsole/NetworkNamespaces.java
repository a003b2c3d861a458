package dev.inquest.collectors.netconsole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Two network namespaces with a cable between them, made for one test and gone after it.
final class NetworkNamespaces implements AutoCloseable {

    static final String SENDER = "10.213.77.1";
    static final String RECEIVER = "10.213.77.2";

    private final String sending;
    private final String receiving;

    private NetworkNamespaces(String name) {
        this.sending = name + "s";
        this.receiving = name + "r";
    }

    /// Whether this host lets us: it takes root and iproute2.
    static boolean areAllowed() throws IOException, InterruptedException {
        var name = "inqp" + ProcessHandle.current().pid();
        var ip = List.of("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip");
        return ip.stream().anyMatch(path -> Files.isExecutable(Path.of(path)))
                && run("ip", "netns", "add", name) == 0
                && run("ip", "netns", "del", name) == 0;
    }

    static NetworkNamespaces make() throws IOException, InterruptedException {
        var made = new NetworkNamespaces("inq" + ProcessHandle.current().pid());
        made.must("ip", "netns", "add", made.sending);
        made.must("ip", "netns", "add", made.receiving);
        made.must(
                "ip",
                "-n",
                made.sending,
                "link",
                "add",
                "cable",
                "type",
                "veth",
                "peer",
                "name",
                "cable",
                "netns",
                made.receiving);
        made.configure(made.sending, SENDER);
        made.configure(made.receiving, RECEIVER);
        return made;
    }

    private void configure(String namespace, String address)
            throws IOException, InterruptedException {
        must("ip", "-n", namespace, "address", "add", address + "/24", "dev", "cable");
        must("ip", "-n", namespace, "link", "set", "lo", "up");
        must("ip", "-n", namespace, "link", "set", "cable", "up");
    }

    Process sender(Class<?> main, String... arguments) throws IOException {
        return java(sending, main, arguments);
    }

    Process receiver(Class<?> main, String... arguments) throws IOException {
        return java(receiving, main, arguments);
    }

    private static Process java(String namespace, Class<?> main, String... arguments)
            throws IOException {
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var command =
                new ArrayList<>(
                        List.of(
                                "ip",
                                "netns",
                                "exec",
                                namespace,
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.inquest.schemas.wire",
                                "-cp",
                                classes,
                                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private void must(String... command) throws IOException, InterruptedException {
        if (run(command) != 0) {
            close();
            throw new IOException("cannot run " + String.join(" ", command));
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() throws IOException {
        try {
            run("ip", "netns", "del", sending);
            run("ip", "netns", "del", receiving);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
