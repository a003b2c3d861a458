package dev.inquest.standalone.cli;

import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.standalone.sinks.SinkKinds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which `up` is told where findings go.
final class SinkOptions {

    @Option(
            names = "--sinks",
            paramLabel = "FILE",
            description =
                    "Send findings where this file says (sinks.yaml, see docs/sinks/). Whatever can"
                            + " wake somebody is only logged as \"would page\" until --page.")
    private @Nullable Path file;

    @Option(
            names = "--page",
            description = "Let all sinks wake people, as `page: true` does for one.")
    private boolean page;

    /// The sinks, or every problem of the file.
    List<PlannedSink> read(String command) {
        if (file == null) {
            if (page) {
                throw CommandFailed.badInput(command + ": --page needs --sinks");
            }
            return List.of();
        }
        return read(command, file, new SinksFile(SinkKinds.all(), page));
    }

    static List<PlannedSink> read(String command, Path file, SinksFile reader) {
        try {
            return reader.read(file);
        } catch (SettingsRefused e) {
            throw refused(command, e);
        }
    }

    static CommandFailed refused(String command, SettingsRefused e) {
        return CommandFailed.badInput(
                e.problems().stream()
                        .map(problem -> command + ": " + problem)
                        .collect(Collectors.joining("\n")));
    }

    /// In a few words, without secrets.
    static String inWords(List<PlannedSink> sinks) {
        return sinks.stream()
                .map(sink ->
                        "%s (%s to %s%s)"
                                .formatted(
                                        sink.settings().name(),
                                        sink.kind(),
                                        sink.where(),
                                        sink.isShadow() ? ", shadow" : ""))
                .collect(Collectors.joining(", "));
    }
}
