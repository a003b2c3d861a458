package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.settings.SettingsFile;
import dev.inquest.settings.SettingsRefused;
import io.fabric8.kubernetes.api.model.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads plans off a Node object, by marks that are data.
public final class IntentMarks {

    /// Marks in one file.
    static final int MAX = 200;

    private static final String BUILT_IN = "intent-marks.yaml";

    private final List<IntentMark> marks;

    IntentMarks(List<IntentMark> marks) {
        this.marks = List.copyOf(marks);
    }

    /// The marks that ship with Inquest.
    public static IntentMarks builtIn() {
        try (var in = IntentMarks.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the program");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new IntentMarks(
                    SettingsFile.parse(
                            BUILT_IN, text, file -> file.sections("marks", MAX, IntentMark::read)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SettingsRefused e) {
            throw new IllegalStateException(e);
        }
    }

    IntentMarks and(List<IntentMark> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(marks);
        all.addAll(more);
        return new IntentMarks(all);
    }

    /// What this Node object announces, its cordon included.
    public List<Sign> on(Node node) {
        var signs = new ArrayList<Sign>();
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            signs.add(Sign.of(IntentKind.CORDON, "", "spec.unschedulable"));
        }
        marks.forEach(mark -> mark.on(node).ifPresent(signs::add));
        return List.copyOf(signs);
    }
}
