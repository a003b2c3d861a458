package dev.inquest.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads the compose file as far as ours goes, because where tests run there need be an engine but
/// no compose program. What it does not know it refuses, so that no setting is passed over in
/// silence.
record ComposeFile(Map<String, Service> services, Set<String> volumes) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{(\\w+):-([^}]*)}");
    private static final Set<String> KNOWN =
            Set.of(
                    "image",
                    "profiles",
                    "command",
                    "environment",
                    "ports",
                    "volumes",
                    "depends_on",
                    "restart");

    /// One service; ports as `address:host:container`, volumes as `source:target[:ro]`.
    record Service(
            String image,
            List<String> command,
            Map<String, String> environment,
            List<String> ports,
            List<String> volumes,
            List<String> dependsOn) {}

    /// Reads a file, with values for its `${NAME:-default}` and every profile chosen; `$$` is a
    /// dollar.
    static ComposeFile read(Path file, Map<String, String> variables) throws IOException {
        var text =
                VARIABLE.matcher(Files.readString(file))
                        .replaceAll(found -> Matcher.quoteReplacement(value(found, variables)));
        var root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        refuseUnknown("the file", root.keySet(), Set.of("services", "volumes"));
        var services = new LinkedHashMap<String, Service>();
        map(root.getOrDefault("services", Map.of()))
                .forEach((name, service) -> services.put(name, service(name, map(service))));
        return new ComposeFile(services, map(root.getOrDefault("volumes", Map.of())).keySet());
    }

    private static String value(MatchResult found, Map<String, String> variables) {
        return found.group().equals("$$")
                ? "$"
                : variables.getOrDefault(found.group(1), found.group(2));
    }

    private static Service service(String name, Map<String, Object> fields) {
        refuseUnknown(name, fields.keySet(), KNOWN);
        var environment = new LinkedHashMap<String, String>();
        map(fields.getOrDefault("environment", Map.of()))
                .forEach((key, value) -> environment.put(key, String.valueOf(value)));
        return new Service(
                String.valueOf(fields.get("image")),
                list(fields.getOrDefault("command", List.of())),
                environment,
                list(fields.getOrDefault("ports", List.of())),
                list(fields.getOrDefault("volumes", List.of())),
                list(fields.getOrDefault("depends_on", List.of())));
    }

    private static void refuseUnknown(String where, Set<String> keys, Set<String> known) {
        if (!known.containsAll(keys)) {
            throw new IllegalArgumentException(
                    "%s has %s, of which this reader knows only %s".formatted(where, keys, known));
        }
    }

    private static Map<String, Object> map(Object value) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value)
                .forEach((key, field) -> map.put(String.valueOf(key), field == null ? "" : field));
        return map;
    }

    private static List<String> list(Object value) {
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
