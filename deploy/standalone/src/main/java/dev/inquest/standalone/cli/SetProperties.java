package dev.inquest.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Turns `--set NAME=VALUE` into the text of a settings file with one sink, so that the command
/// line and the file are read, and refused, by the same code. A property that is given several
/// times is a list.
final class SetProperties {

    private SetProperties() {}

    /// JSON, which is YAML.
    static String yaml(String kind, List<String> properties) {
        var root = JsonNodeFactory.instance.objectNode();
        var sink = JsonNodeFactory.instance.objectNode().put("kind", kind);
        for (var property : properties) {
            var equals = property.indexOf('=');
            if (equals < 1) {
                throw CommandFailed.badInput(
                        "inquest sink %s: --set: NAME=VALUE is wanted".formatted(kind));
            }
            var name = property.substring(0, equals);
            put(name.equals("console") ? root : sink, name, property.substring(equals + 1));
        }
        root.putArray("sinks").add(sink);
        return root.toString();
    }

    private static void put(ObjectNode json, String name, String value) {
        var before = json.get(name);
        if (before == null) {
            json.put(name, value);
        } else if (before.isArray()) {
            json.withArray(name).add(value);
        } else {
            json.set(name, JsonNodeFactory.instance.arrayNode().add(before).add(value));
        }
    }
}
