package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.IntentKind;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One mark on Node objects that announces that the node goes away.
sealed interface IntentMark {

    Set<String> ENTRIES =
            Set.of(
                    "taint",
                    "annotation",
                    "condition",
                    "value",
                    "status",
                    "message",
                    "kind",
                    "reason");

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
    static IntentMark read(YamlMap entry) {
        entry.only(ENTRIES);
        var kind = kind(entry);
        var reason = entry.optional("reason").orElse("");
        var value = entry.optional("value");
        if (entry.has("taint")) {
            return new Taint(Glob.of(entry.text("taint")), value, kind, reason);
        }
        if (entry.has("annotation")) {
            return new Annotation(Glob.of(entry.text("annotation")), value, kind, reason);
        }
        if (entry.has("condition")) {
            return new Condition(
                    entry.text("condition"),
                    entry.optional("status").orElse("True"),
                    entry.optional("message"),
                    kind,
                    reason);
        }
        throw new BadLine(
                entry.file(), entry.line(), "a mark names a taint, an annotation or a condition");
    }

    /// The kind of plan an entry names.
    static IntentKind kind(YamlMap entry) {
        var name = entry.text("kind").toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(IntentKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> entry.complaint("kind", "one of " + kinds() + ", not " + name));
    }

    private static String kinds() {
        return Arrays.stream(IntentKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
