package dev.inquest.standalone.cli;

import dev.inquest.schemas.NodeKey;
import dev.inquest.standalone.replay.Replay;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.topology.ReplayRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Plays recordings through the same detection as in production, with no broker.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Play recorded events or raw kernel logs through detection, with no broker.",
            "Events are JSON Lines of topic, key, timestamp (ms) and value. Any other file is a raw"
                    + " console or kmsg log of --node; its times come from the .ts file beside it,"
                    + " else from the kernel's stamps."
        })
public final class ReplayCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings.")
    private List<Path> files = List.of();

    @Option(names = "--node", paramLabel = "CLUSTER/NODE", description = "Whose the raw logs are.")
    private @Nullable String node;

    @Option(names = "--transitions", description = "Print every change of a node too.")
    private boolean transitions;

    @Mixin private final KnownIssuesOption knownIssues = new KnownIssuesOption();
    @Mixin private final AdvisoriesOption advisories = new AdvisoriesOption();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var owner = Optional.ofNullable(node).map(ReplayCommand::parse);
        files.forEach(file -> require(file, owner));
        var complaints = new Complaints(Terminal.err());
        var replay =
                new Replay(
                        owner,
                        knownIssues.read("inquest replay"),
                        advisories.read("inquest replay"),
                        complaints);
        print(play(replay));
        complaints.summarize();
        return (complaints.count() == 0 ? ExitCode.FINE : ExitCode.BAD_INPUT).number();
    }

    private ReplayRun play(Replay replay) {
        try {
            return replay.run(files);
        } catch (IOException e) {
            throw CommandFailed.badInput("inquest replay: cannot read: " + e.getMessage());
        }
    }

    private void print(ReplayRun run) {
        var screen = Terminal.out();
        if (output.isJson()) {
            new ReplayReport.ForPrograms(new JsonLines(screen)).print(run, transitions);
        } else {
            new ReplayReport.ForPeople(screen).print(run, transitions);
        }
    }

    private static NodeKey parse(String text) {
        try {
            return NodeKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("inquest replay: --node: " + e.getMessage());
        }
    }

    private static void require(Path file, Optional<NodeKey> owner) {
        if (!Files.isRegularFile(file) && !Files.exists(file)) {
            throw CommandFailed.badInput("inquest replay: %s does not exist".formatted(file));
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw CommandFailed.badInput("inquest replay: %s cannot be read".formatted(file));
        }
        if (owner.isEmpty() && needsNode(file)) {
            throw CommandFailed.badInput(
                    "inquest replay: %s is a raw log: --node CLUSTER/NODE must say whose"
                            .formatted(file));
        }
    }

    private static boolean needsNode(Path file) {
        try {
            return Replay.needsNode(file);
        } catch (IOException e) {
            throw CommandFailed.badInput("inquest replay: %s cannot be read".formatted(file));
        }
    }
}
