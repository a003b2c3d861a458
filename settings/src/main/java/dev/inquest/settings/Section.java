package dev.inquest.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One mapping of a settings file, asked property by property.
///
/// A wrong value is noted with its line and answered by a harmless one, so that reading goes on to
/// the next problem. Properties that nobody asked for are problems, too.
public final class Section {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final Optional<MappingNode> node;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Section(Optional<MappingNode> node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        node.ifPresent(this::gather);
    }

    private void gather(MappingNode mapping) {
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), at("?"), "the name must be plain text");
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, at(key.getValue()), "is there twice");
            }
        }
    }

    /// A text, if there is one.
    public Optional<String> text(String name) {
        return value(name).flatMap(value -> scalar(value, at(name)));
    }

    /// A text that must be there; empty when it is not.
    public String required(String name) {
        var value = text(name);
        if (value.isEmpty() && !values.containsKey(name)) {
            refuse(name, "is missing");
        }
        return value.orElse("");
    }

    /// A list of texts; a single text counts as a list of one.
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var item : items(name)) {
            scalar(item, at(name)).ifPresent(texts::add);
        }
        return texts;
    }

    /// A text that stands for something, such as an address.
    ///
    /// @param reading throws IllegalArgumentException with the reason to refuse it
    public <T> Optional<T> parsed(String name, Function<String, T> reading) {
        return value(name)
                .flatMap(where ->
                        scalar(where, at(name))
                                .flatMap(text -> parsed(where, name, text, reading)));
    }

    /// A list of texts that stand for something.
    public <T> List<T> allParsed(String name, Function<String, T> reading) {
        var all = new ArrayList<T>();
        for (var item : items(name)) {
            scalar(item, at(name))
                    .flatMap(text -> parsed(item, name, text, reading))
                    .ifPresent(all::add);
        }
        return all;
    }

    private <T> Optional<T> parsed(
            Node where, String name, String text, Function<String, T> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add(where, at(name), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// A whole number within bounds.
    public int number(String name, int otherwise, int least, int most) {
        return parsed(name, text -> number(text, least, most)).orElse(otherwise);
    }

    private static int number(String text, int least, int most) {
        if (text.matches("[0-9]{1,9}")) {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException("%d to %d, not '%s'".formatted(least, most, cut(text)));
    }

    /// A duration such as `200ms`, `30s`, `5m` or `1h`, within bounds.
    public Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        return parsed(name, text -> duration(text, least, most)).orElse(otherwise);
    }

    private static Duration duration(String text, Duration least, Duration most) {
        var matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            var count = Long.parseLong(matcher.group(1));
            var duration =
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    };
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        throw new IllegalArgumentException(
                "a duration from %s to %s such as 30s, not '%s'"
                        .formatted(plain(least), plain(most), cut(text)));
    }

    private static String plain(Duration duration) {
        var seconds = duration.toMillis() % 1000 == 0;
        return seconds ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /// `true` or `false`.
    public boolean flag(String name, boolean otherwise) {
        return parsed(name, Section::flag).orElse(otherwise);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false, not '" + cut(text) + "'");
        };
    }

    /// A part of its own, if it is there.
    public <T> Optional<T> section(String name, Function<Section, T> reading) {
        return value(name).map(value -> read(value, at(name), reading));
    }

    /// A list of parts.
    ///
    /// @param most how many there may be
    public <T> List<T> sections(String name, int most, Function<Section, Optional<T>> reading) {
        var items = items(name);
        if (items.size() > most) {
            refuse(name, "at most %d entries, not %d".formatted(most, items.size()));
            return List.of();
        }
        var parts = new ArrayList<T>();
        for (var i = 0; i < items.size(); i++) {
            read(items.get(i), at(name) + "[" + i + "]", reading).ifPresent(parts::add);
        }
        return parts;
    }

    private <T> T read(Node value, String where, Function<Section, T> reading) {
        var mapping = value instanceof MappingNode found ? Optional.of(found) : none(value, where);
        var section = new Section(mapping, where, problems);
        var read = reading.apply(section);
        section.refuseTheRest();
        return read;
    }

    private Optional<MappingNode> none(Node value, String where) {
        problems.add(value, where, "must hold properties, each `name: value`");
        return Optional.empty();
    }

    /// Notes that a property, or its absence, is wrong.
    public void refuse(String name, String why) {
        var where = values.get(name);
        if (where != null) {
            problems.add(where, at(name), why);
        } else if (node.isPresent()) {
            problems.add(node.get(), at(name), why);
        } else if (path.isEmpty()) {
            problems.add(1, at(name) + ": " + why);
        }
    }

    /// Whether nothing was wrong so far, anywhere in the file.
    public boolean isFaultless() {
        return problems.isEmpty();
    }

    /// Takes every property for known: something decisive is wrong, and the rest is noise.
    public void passOver() {
        asked.addAll(values.keySet());
    }

    void refuseTheRest() {
        values.forEach((name, value) -> {
            if (!asked.contains(name)) {
                problems.add(value, at(cut(name)), "is no known property");
            }
        });
    }

    private Optional<Node> value(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.getTag().equals(Tag.NULL));
    }

    private List<Node> items(String name) {
        return value(name)
                .map(value -> value instanceof SequenceNode list ? list.getValue() : List.of(value))
                .orElse(List.of());
    }

    private Optional<String> scalar(Node value, String where) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.add(value, where, "must be plain text");
        return Optional.empty();
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
