package dev.inquest.standalone.cli;

import dev.inquest.console.casefile.CaseFile;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.platform.TopicSnapshot;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.web.Rules;
import dev.inquest.tables.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a finding, what it rests on and the events behind it into a directory.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a case file: a postmortem in Markdown, the finding, the redacted events of its"
                    + " nodes and the version of the rules.",
            "`inquest replay` of the events gives the same finding again."
        })
public final class CaseExportCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Parameters(paramLabel = "ID", description = "Id of a finding.")
    private String id = "";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the directory of the case is made (default: here).")
    private Path parent = Path.of(".");

    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        kafka.check("inquest case export");
        var connection = kafka.connection();
        try (var admin = connection.admin()) {
            if (!Reachable.within(PATIENCE, admin)) {
                throw CommandFailed.unavailable(
                        "inquest case export: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(kafka.bootstrapServers()));
            }
            report(write(gather(connection)));
        } catch (KafkaException | IllegalStateException e) {
            throw CommandFailed.unavailable("inquest case export: " + e.getMessage());
        }
        return ExitCode.FINE.number();
    }

    private CaseFile gather(Connection connection) {
        var topics = kafka.topics();
        var findings = TopicSnapshot.read(connection, topics.findings());
        var source = new Source(connection::reader, connection.registry());
        var children =
                findings.values().stream().filter(child -> id.equals(child.getParent())).toList();
        return CaseFile.gather(source, topics, wanted(findings), children, Rules.version());
    }

    private Finding wanted(Map<String, Finding> findings) {
        var finding = findings.get(id);
        if (finding == null) {
            throw CommandFailed.badInput(
                    "inquest case export: there is no finding %s; there are %d others"
                            .formatted(id, findings.size()));
        }
        return finding;
    }

    private Path write(CaseFile file) {
        var directory = parent.resolve(file.name());
        try {
            Files.createDirectories(directory);
            for (var part : file.files().entrySet()) {
                Files.writeString(directory.resolve(part.getKey()), part.getValue());
            }
            return directory;
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "inquest case export: --to: %s cannot be written: %s"
                            .formatted(directory, e.getMessage()));
        }
    }

    private void report(Path directory) {
        var screen = Terminal.out();
        if (output.isJson()) {
            new JsonLines(screen).print(JsonLines.object().put("directory", directory.toString()));
        } else {
            screen.line("The case is in " + directory);
        }
    }
}
