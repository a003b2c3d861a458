package dev.inquest.standalone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.fleet.Guard;
import dev.inquest.detection.fleet.Guard.Value;
import dev.inquest.telemetry.Metrics;
import dev.inquest.topology.GuardBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardMetricsTest {

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");

    private Instant now = START;
    private final GuardBoard board = new GuardBoard(() -> now);
    private final Metrics metrics = new Metrics();

    @BeforeEach
    void register() {
        GuardMetrics.register(metrics, board);
    }

    @Test
    void itSaysGoAndHoldAsPrometheusReadsIt() {
        board.post(
                guard(
                        new Value("kernel_release", "91", Optional.of("hung-cohort-1")),
                        new Value("os_image", "Ubuntu \"22.04\"", Optional.empty())));

        assertThat(lines())
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("inquest_guard{")
                                .contains("attribute=\"kernel_release\"", "value=\"91\"")
                                .endsWith("} 0"))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("inquest_guard{")
                                .contains("value=\"Ubuntu \\\"22.04\\\"\"")
                                .endsWith("} 1"));
    }

    @Test
    void whatIsStaleIsToHold() {
        board.post(guard(new Value("kernel_release", "112", Optional.empty())));
        now = START.plus(GuardBoard.LASTS).minusMillis(1);
        assertThat(value()).isEqualTo("1");

        now = START.plus(GuardBoard.LASTS);

        assertThat(value()).isEqualTo("0");
    }

    @Test
    void answersOfAFleetThatIsReadFarBehindAreToHold() {
        now = START.plus(Duration.ofMinutes(10));
        board.post(guard(new Value("kernel_release", "112", Optional.empty())));

        assertThat(value()).isEqualTo("0");
    }

    @Test
    void beforeAnythingIsKnownThereIsNothing() {
        assertThat(lines()).noneMatch(line -> line.startsWith("inquest_guard{"));
    }

    private String value() {
        var line =
                lines().stream()
                        .filter(one -> one.startsWith("inquest_guard{"))
                        .findFirst()
                        .orElseThrow();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private List<String> lines() {
        return metrics.exposition().lines().toList();
    }

    private static Guard guard(Value... values) {
        return new Guard(START, List.of(values));
    }
}
