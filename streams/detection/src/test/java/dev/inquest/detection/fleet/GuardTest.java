package dev.inquest.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Guard.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final int NODES = 80;
    private static final List<Integer> ON_BAD_KERNEL = List.of(3, 14, 25, 36, 47);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();
    private final Set<Integer> dead = new HashSet<>();

    @Test
    void whatNobodyComplainsOfMayGoOn() {
        begin();

        assertThat(tale.guard().values())
                .extracting(Value::attribute, Value::value, Value::mayGoOn)
                .containsExactly(
                        tuple("kernel_release", "112", true), tuple("kernel_release", "91", true));
        assertThat(tale.guard().asOf()).isEqualTo(tale.now());
    }

    @Test
    void whatFailingNodesShareIsToHoldAndNamesItsFinding() {
        begin();
        ON_BAD_KERNEL.forEach(this::hang);

        assertThat(value("91").because()).contains(tale.finding(HungCohort.ID).key().id());
        assertThat(value("112").mayGoOn()).isTrue();
        assertThat(tale.guard().values().getFirst()).isEqualTo(value("91"));
    }

    @Test
    void itHoldsForADayAfterTheNodesAreBack() {
        begin();
        ON_BAD_KERNEL.forEach(this::hang);
        dead.forEach(node -> tale.beat(node(node), "b2", Goodbye.NONE));
        tale.pass(Duration.ofMinutes(6));
        assertThat(tale.finding(HungCohort.ID).course().status()).isEqualTo(Status.RESOLVED);
        assertThat(value("91").mayGoOn()).isFalse();

        var later = tale.now().plus(Guard.HELD_AFTER_THE_END);
        var offered = Map.of("kernel_release", Set.of("91"));
        var findings = List.of(tale.finding(HungCohort.ID));

        assertThat(Guard.of(later, offered, findings).values())
                .containsExactly(new Value("kernel_release", "91", Optional.empty()));
    }

    @Test
    void whatNoNodeRunsAnyMoreIsNotOffered() {
        begin();
        for (var node = 0; node < NODES; node++) {
            tale.facts(node(node), Map.of("kernel_release", "113"));
        }

        assertThat(tale.guard().values()).extracting(Value::value).containsExactly("113");
    }

    private Value value(String kernel) {
        return tale.guard().values().stream()
                .filter(value -> value.value().equals(kernel))
                .findFirst()
                .orElseThrow();
    }

    private void begin() {
        for (var node = 0; node < NODES; node++) {
            var kernel = node % 11 == 3 ? "91" : "112";
            tale.facts(node(node), Map.of("kernel_release", kernel, "zone", "z" + node % 3));
        }
        live(MINUTE);
    }

    private void hang(int node) {
        dead.add(node);
        var id = "report-" + node;
        tale.kernel(
                node(node),
                new KernelSignal.Panicked(
                        tale.now(), id, "Fatal exception", false, List.of("panic")),
                Duration.ZERO);
        tale.kernel(
                node(node),
                new KernelSignal.PanicEnded(
                        tale.now(), id, "Fatal exception", false, List.of("end")),
                Duration.ZERO);
        live(MINUTE);
    }

    private void live(Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            for (var node = 0; node < NODES; node++) {
                if (!dead.contains(node)) {
                    tale.beat(node(node), "b1", Goodbye.NONE);
                }
            }
            tale.pass(Duration.ofSeconds(10));
        }
    }

    private static NodeId node(int i) {
        return new NodeId("prod", "n" + i);
    }
}
