package dev.inquest.topology.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Ready;
import dev.inquest.detection.node.NodeState;
import dev.inquest.detection.node.StateName;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.ReadyState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The wire and the thought must not drift apart: a variant added on one side stops here.
class CompletenessTest {

    @Test
    void everyTopicOfEventsHasItsVariant() {
        assertThat(Event.class.getPermittedSubclasses())
                .hasSameSizeAs(new Topics("", TimeSource.STORY).events());
    }

    @Test
    void everyKindOfKernelEventHasItsVariant() {
        var kinds = new ArrayList<>(names(KernelKind.values()));
        kinds.remove("UNKNOWN");

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(variants(KernelSignal.class));
    }

    @Test
    void everyStateHasItsNameOnTheWire() {
        var states =
                Arrays.stream(NodeState.class.getDeclaredClasses())
                        .filter(Class::isRecord)
                        .map(type -> type.getSimpleName().toUpperCase(Locale.ROOT))
                        .toList();

        assertThat(names(NodeStateName.values()))
                .containsExactlyElementsOf(names(StateName.values()))
                .containsExactlyInAnyOrderElementsOf(states);
    }

    @Test
    void theSmallWordsAreTheSameOnBothSides() {
        assertThat(names(dev.inquest.schemas.wire.Goodbye.values()))
                .isEqualTo(names(Goodbye.values()));
        assertThat(names(LeaseState.values())).isEqualTo(names(Lease.values()));
        assertThat(names(ReadyState.values())).isEqualTo(names(Ready.values()));
        assertThat(names(IntentKind.values())).isEqualTo(names(Intent.Kind.values()));
        assertThat(names(dev.inquest.schemas.wire.Severity.values()))
                .isEqualTo(names(dev.inquest.detection.cases.Severity.values()));
        assertThat(names(dev.inquest.schemas.wire.RebootKind.values()))
                .isEqualTo(names(dev.inquest.detection.node.RebootKind.values()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> variants(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(type -> type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toList();
    }
}
