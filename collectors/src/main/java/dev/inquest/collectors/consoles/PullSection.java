package dev.inquest.collectors.consoles;

import dev.inquest.collectors.pull.CommandTemplate;
import dev.inquest.collectors.pull.PullSettings;
import dev.inquest.collectors.pull.PullSettings.Decoding;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.settings.Section;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the part `pull` of `consoles.yaml`.
final class PullSection {

    private static final int MOST_PULLS = 10_000;

    private PullSection() {}

    static Optional<PullSettings> read(Section section) {
        var command = command(section);
        var decode = section.parsed("decode", PullSection::decoding).orElse(Decoding.NONE);
        var every =
                section.duration(
                        "every",
                        PullSettings.DEFAULT_EVERY,
                        Duration.ofSeconds(10),
                        Duration.ofHours(24));
        var most = section.number("most", PullSettings.DEFAULT_MOST, 1, MOST_PULLS);
        var timeout =
                section.duration(
                        "timeout",
                        PullSettings.MAX_TIMEOUT,
                        Duration.ofSeconds(1),
                        PullSettings.MAX_TIMEOUT);
        var atOnce =
                section.number("at-once", PullSettings.MAX_AT_ONCE, 1, PullSettings.MAX_AT_ONCE);
        var states = states(section);
        return command.map(template ->
                new PullSettings(template, decode, every, most, timeout, atOnce, states));
    }

    private static Optional<CommandTemplate> command(Section section) {
        var words = section.texts("command");
        try {
            var template = new CommandTemplate(words);
            if (!isThere(words.getFirst())) {
                section.refuse("command", "there is no program " + words.getFirst());
            }
            if (template.placeholders().isEmpty()) {
                section.refuse(
                        "command", "no argument names the node, for example {instance} or {node}");
            }
            return Optional.of(template);
        } catch (IllegalArgumentException e) {
            section.refuse("command", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean isThere(String program) {
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program));
        }
        var path = String.valueOf(System.getenv().getOrDefault("PATH", ""));
        return !program.contains("/")
                && Arrays.stream(path.split(File.pathSeparator))
                        .filter(directory -> !directory.isEmpty())
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Decoding decoding(String text) {
        return switch (text) {
            case "none" -> Decoding.NONE;
            case "base64" -> Decoding.BASE64;
            default -> throw new IllegalArgumentException("none or base64, not '" + text + "'");
        };
    }

    private static Set<NodeStateName> states(Section section) {
        var states = EnumSet.noneOf(NodeStateName.class);
        states.addAll(section.allParsed("states", PullSection::state));
        return states.isEmpty() ? PullSettings.DEFAULT_STATES : states;
    }

    private static NodeStateName state(String text) {
        return PullSettings.DEFAULT_STATES.stream()
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "one of %s, not '%s'"
                                        .formatted(
                                                PullSettings.DEFAULT_STATES.stream()
                                                        .sorted()
                                                        .toList(),
                                                text)));
    }
}
