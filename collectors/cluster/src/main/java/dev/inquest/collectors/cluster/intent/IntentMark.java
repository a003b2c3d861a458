package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.settings.Section;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One mark on Node objects that announces that the node goes away.
sealed interface IntentMark {

    /// The plan, if this node carries the mark.
    Optional<Sign> on(Node node);

    record Taint(Glob key, Optional<String> value, IntentKind kind, String reason)
            implements IntentMark {
        @Override
        public Optional<Sign> on(Node node) {
            return node.getSpec().getTaints().stream()
                    .filter(taint -> key.matches(taint.getKey()))
                    .filter(taint -> value.map(v -> v.equals(taint.getValue())).orElse(true))
                    .findFirst()
                    .map(taint -> Sign.of(kind, reason, "taint " + taint.getKey()));
        }
    }

    record Annotation(Glob key, Optional<String> value, IntentKind kind, String reason)
            implements IntentMark {
        @Override
        public Optional<Sign> on(Node node) {
            return node.getMetadata().getAnnotations().entrySet().stream()
                    .filter(entry -> key.matches(entry.getKey()))
                    .filter(entry -> value.map(v -> v.equals(entry.getValue())).orElse(true))
                    .findFirst()
                    .map(entry -> Sign.of(kind, reason, "annotation " + entry.getKey()));
        }
    }

    record Condition(
            String type, String status, Optional<String> message, IntentKind kind, String reason)
            implements IntentMark {
        @Override
        public Optional<Sign> on(Node node) {
            return node.getStatus().getConditions().stream()
                    .filter(condition -> type.equals(condition.getType()))
                    .filter(condition -> status.equals(condition.getStatus()))
                    .filter(condition -> says(condition.getMessage()))
                    .findFirst()
                    .map(condition -> Sign.of(kind, reason, "condition " + type));
        }

        private boolean says(@Nullable String text) {
            return message.map(part -> text != null && text.contains(part)).orElse(true);
        }
    }

    /// Reads one mark.
    static Optional<IntentMark> read(Section entry) {
        var kind = kind(entry).orElse(IntentKind.MAINTENANCE);
        var reason = entry.text("reason").orElse("");
        var value = entry.text("value");
        var status = entry.text("status").orElse("True");
        var message = entry.text("message");
        var marks =
                Arrays.<Optional<IntentMark>>asList(
                        entry.text("taint")
                                .map(key -> new Taint(Glob.of(key), value, kind, reason)),
                        entry.text("annotation")
                                .map(key -> new Annotation(Glob.of(key), value, kind, reason)),
                        entry.text("condition")
                                .map(type -> new Condition(type, status, message, kind, reason)));
        var named = marks.stream().flatMap(Optional::stream).toList();
        if (named.size() != 1) {
            entry.refuse("taint", "a mark is one of taint, annotation or condition");
            return Optional.empty();
        }
        return Optional.of(named.getFirst());
    }

    /// The kind of plan an entry names.
    static Optional<IntentKind> kind(Section entry) {
        return entry.parsed("kind", IntentMark::kind);
    }

    private static IntentKind kind(String text) {
        return Arrays.stream(IntentKind.values())
                .filter(kind -> name(kind).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("one of " + kinds() + ", not '" + text + "'"));
    }

    private static String name(IntentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String kinds() {
        return Arrays.stream(IntentKind.values())
                .map(IntentMark::name)
                .collect(Collectors.joining(", "));
    }
}
