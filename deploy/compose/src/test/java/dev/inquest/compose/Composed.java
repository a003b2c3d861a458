package dev.inquest.compose;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.inquest.compose.ComposeFile.Service;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/// The services of a compose file as running containers; closing it leaves nothing behind.
final class Composed implements AutoCloseable {

    private final ComposeFile file;
    private final Path directory;
    private final String project = "inquest-" + UUID.randomUUID();
    private final Network network;
    private final Consumer<String> started;
    private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();

    private Composed(ComposeFile file, Network network, Path directory, Consumer<String> started) {
        this.started = started;
        this.file = file;
        this.network = network;
        this.directory = directory;
    }

    /// Starts all services, each after those it depends on.
    ///
    /// @param directory which relative paths begin at
    /// @param started called with each service once its container runs, before those that depend on
    ///   it are started
    static Composed up(
            ComposeFile file, Network network, Path directory, Consumer<String> started) {
        var composed = new Composed(file, network, directory, started);
        try {
            file.services().keySet().forEach(composed::start);
            return composed;
        } catch (RuntimeException e) {
            // What cannot be closed must not hide why.
            try (composed) {
                throw e;
            }
        }
    }

    private void start(String name) {
        if (containers.containsKey(name)) {
            return;
        }
        var service = Objects.requireNonNull(file.services().get(name), name);
        service.dependsOn().forEach(this::start);
        var container =
                new GenericContainer<>(DockerImageName.parse(service.image()))
                        .withNetwork(network)
                        .withNetworkAliases(name)
                        .withEnv(service.environment())
                        .withCommand(service.command().toArray(String[]::new))
                        .withCreateContainerCmdModifier(command -> place(command, service));
        if (service.command().isEmpty()) {
            container.setCommandParts(new String[0]);
        }
        containers.put(name, container);
        container.start();
        started.accept(name);
    }

    private void place(CreateContainerCmd command, Service service) {
        var host =
                Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::newHostConfig);
        command.withHostConfig(
                host.withPortBindings(service.ports().stream().map(PortBinding::parse).toList())
                        .withBinds(service.volumes().stream().map(this::bind).toList())
                        .withRestartPolicy(RestartPolicy.unlessStoppedRestart()));
    }

    private Bind bind(String volume) {
        var source = volume.substring(0, volume.indexOf(':'));
        var rest = volume.substring(volume.indexOf(':'));
        var from =
                file.volumes().contains(source)
                        ? project + "-" + source
                        : directory.resolve(source).toAbsolutePath().normalize().toString();
        return Bind.parse(from + rest);
    }

    /// Stops a service from doing anything, with its connections open.
    void pause(String service) {
        DockerClientFactory.lazyClient().pauseContainerCmd(id(service)).exec();
    }

    void unpause(String service) {
        DockerClientFactory.lazyClient().unpauseContainerCmd(id(service)).exec();
    }

    /// Kill -9: nothing is flushed, no connection is closed by its owner.
    void kill(String service) {
        DockerClientFactory.lazyClient().killContainerCmd(id(service)).exec();
    }

    void startAgain(String service) {
        DockerClientFactory.lazyClient().startContainerCmd(id(service)).exec();
    }

    /// What a service has written so far.
    String logs(String service) {
        return container(service).getLogs();
    }

    private String id(String service) {
        return container(service).getContainerId();
    }

    private GenericContainer<?> container(String service) {
        return Objects.requireNonNull(containers.get(service), service);
    }

    @Override
    public void close() {
        Deque<Runnable> steps = new ArrayDeque<>();
        file.volumes().forEach(name -> steps.push(() -> remove(project + "-" + name)));
        containers.values().forEach(container -> steps.push(container::stop));
        Steps.all(steps);
    }

    private static void remove(String volume) {
        try {
            DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
        } catch (NotFoundException e) {
            // The service that needs it was never started.
        }
    }
}
