package dev.inquest.collectors.cluster.intent;

import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A mapping in a YAML file that remembers on which line each of its entries stands, so that a
/// complaint can name it.
record YamlMap(String file, int line, Map<String, Node> entries) {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 10;

    /// Reads a file's text; an empty one is an empty mapping.
    ///
    /// @throws BadLine when it is no YAML mapping
    static YamlMap read(String file, String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            var root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            return root == null ? new YamlMap(file, 1, Map.of()) : of(file, root, "the file");
        } catch (MarkedYAMLException e) {
            var at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BadLine(file, at, "no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new BadLine(file, 1, "no YAML: " + e.getMessage());
        }
    }

    private static YamlMap of(String file, Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw new BadLine(file, lineOf(node), what + " must be a mapping");
        }
        var entries = new LinkedHashMap<String, Node>();
        for (var entry : mapping.getValue()) {
            var key = scalar(file, entry.getKeyNode(), "a key");
            if (entries.put(key, entry.getValueNode()) != null) {
                throw new BadLine(file, lineOf(entry.getKeyNode()), key + " stands there twice");
            }
        }
        return new YamlMap(file, lineOf(node), entries);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /// Refuses entries of other names.
    void only(Set<String> known) {
        entries.forEach((key, node) -> {
            if (!known.contains(key)) {
                throw new BadLine(file, lineOf(node), "unknown entry " + key);
            }
        });
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String text(String key) {
        return optional(key)
                .orElseThrow(() -> new BadLine(file, line, "%s is missing".formatted(key)));
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(entries.get(key)).map(node -> scalar(file, node, key));
    }

    List<String> texts(String key) {
        return list(key).stream().map(node -> scalar(file, node, key)).toList();
    }

    List<YamlMap> maps(String key) {
        return list(key).stream().map(node -> of(file, node, "an entry of " + key)).toList();
    }

    /// A mapping of names to texts; empty when it is not there.
    Map<String, String> textMap(String key) {
        var node = entries.get(key);
        if (node == null) {
            return Map.of();
        }
        var map = of(file, node, key);
        var texts = new LinkedHashMap<String, String>();
        map.entries().forEach((name, value) -> texts.put(name, scalar(file, value, name)));
        return texts;
    }

    Instant instant(String key) {
        var text = text(key);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw complaint(key, "no time with an offset, such as 2026-11-24T01:00:00Z: " + text);
        }
    }

    /// What is wrong with one entry.
    BadLine complaint(String key, String why) {
        var node = entries.get(key);
        return new BadLine(file, node == null ? line : lineOf(node), key + ": " + why);
    }

    private List<Node> list(String key) {
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new BadLine(file, lineOf(node), key + " must be a list");
    }

    private static String scalar(String file, Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new BadLine(file, lineOf(node), what + " must be a text");
    }
}
