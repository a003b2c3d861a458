package dev.inquest.sinks.plan;

import dev.inquest.settings.Section;
import dev.inquest.telemetry.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads secrets from where they may be: `NAME-file` names a file, `NAME: ${VARIABLE}` a variable
/// of the environment. A secret written into the settings is refused, and never repeated.
public final class Secrets {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]{0,127})}");
    private static final int LONGEST = 4_096;

    private Secrets() {}

    /// The secret, if it is given.
    public static Optional<Secret> read(Section section, String name) {
        return read(section, name, System.getenv());
    }

    /// The secret as the whole value of a header: HTTP takes no other characters.
    public static Optional<Secret> header(Section section, String name) {
        return header(section, name, System.getenv());
    }

    static Optional<Secret> header(Section section, String name, Map<String, String> environment) {
        var secret = read(section, name, environment);
        if (secret.filter(found -> !found.reveal().matches("[\\x20-\\x7e]+")).isPresent()) {
            section.refuse(name, "must be ASCII, as it is sent in a header");
            return Optional.empty();
        }
        return secret;
    }

    static Optional<Secret> read(Section section, String name, Map<String, String> environment) {
        var file = section.text(name + "-file");
        var variable = section.text(name);
        if (file.isPresent() && variable.isPresent()) {
            section.refuse(name, "%s and %s-file exclude each other".formatted(name, name));
            return Optional.empty();
        }
        return file.isPresent()
                ? file.flatMap(path -> fromFile(section, name + "-file", path))
                : variable.flatMap(text -> fromVariable(section, name, text, environment));
    }

    private static Optional<Secret> fromFile(Section section, String name, String file) {
        try (var in = Files.newInputStream(Path.of(file))) {
            var bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                section.refuse(name, "the file is longer than a secret can be");
                return Optional.empty();
            }
            return notEmpty(section, name, new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException | InvalidPathException e) {
            section.refuse(name, "cannot be read: " + e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Optional<Secret> fromVariable(
            Section section, String name, String text, Map<String, String> environment) {
        var matcher = VARIABLE.matcher(text);
        if (!matcher.matches()) {
            section.refuse(
                    name,
                    "a secret must not stand here: write ${VARIABLE}, or use %s-file"
                            .formatted(name));
            return Optional.empty();
        }
        var variable = matcher.group(1);
        var value = environment.get(variable);
        if (value == null) {
            section.refuse(name, "the environment has no variable " + variable);
            return Optional.empty();
        }
        return notEmpty(section, name, value.strip());
    }

    private static Optional<Secret> notEmpty(Section section, String name, String value) {
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            section.refuse(name, "must be one line that is not empty");
            return Optional.empty();
        }
        return Optional.of(new Secret(value));
    }
}
