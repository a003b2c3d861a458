package dev.inquest.standalone.cli;

import dev.inquest.standalone.doctor.Checkup;
import dev.inquest.standalone.doctor.Checkup.Knowledge;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.topology.known.CrashDumpGuideFile;
import dev.inquest.topology.known.KnownIssuesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks at this node once: what happens at its next panic, and what is wrong already.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look at this node, with no Kafka: what happens at its next panic and why, pstore, taints,"
                    + " recent kernel trouble, links left behind, advisories.",
            "Ends with 1 when something needs attention, with 0 when nothing does."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Where the node's file system is (default: /), such as a host's mount.")
    private Path root = Path.of("/");

    @Mixin private final AdvisoriesOption advisories = new AdvisoriesOption();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (!Files.isDirectory(root)) {
            throw CommandFailed.badInput(
                    "inquest doctor: --root: %s is no directory".formatted(root));
        }
        var knowledge =
                new Knowledge(
                        CrashDumpGuideFile.builtIn(),
                        KnownIssuesFile.builtIn(),
                        advisories.read("inquest doctor"));
        var checkup = Checkup.of(root, knowledge);
        if (output.isJson()) {
            new JsonLines(Terminal.out()).print(CheckupJson.of(checkup));
        } else {
            new CheckupView(Terminal.out()).show(checkup);
        }
        return (checkup.needsAttention() ? ExitCode.ATTENTION : ExitCode.FINE).number();
    }
}
