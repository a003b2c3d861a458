package dev.inquest.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/// The container engine of this machine, where there is one.
final class Engine {

    private Engine() {}

    /// Skips the test, saying why, where there is no engine or it is not wanted; else builds the
    /// image of what was built.
    static void withImage(Path root) throws IOException, InterruptedException {
        assumeTrue(
                !"no".equals(System.getenv("INQUEST_CONTAINERS")),
                "tests in containers are switched off (INQUEST_CONTAINERS=no)");
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no container engine answers here: see CONTRIBUTING.md, \"Containers\"");
        var build =
                new ProcessBuilder(root.resolve("deploy/images/build").toString(), "--as-built")
                        .redirectErrorStream(true)
                        .start();
        var said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor()).as(said).isZero();
    }

    /// Where containers of a network reach this machine; skips the test, saying so, where its
    /// engine runs on another.
    static InetAddress thisMachine(Network network) throws IOException {
        var ways =
                DockerClientFactory.lazyClient()
                        .inspectNetworkCmd()
                        .withNetworkId(network.getId())
                        .exec()
                        .getIpam()
                        .getConfig();
        var gateway = InetAddress.ofLiteral(ways.getFirst().getGateway());
        assumeTrue(
                NetworkInterface.getByInetAddress(gateway) != null,
                "the container engine runs elsewhere, so its containers cannot call this machine");
        return gateway;
    }
}
