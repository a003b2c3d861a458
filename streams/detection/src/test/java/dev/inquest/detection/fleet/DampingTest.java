package dev.inquest.detection.fleet;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.Advisory;
import dev.inquest.detection.known.KernelRange;
import dev.inquest.detection.known.KernelVersion;
import dev.inquest.detection.pattern.KernelAdvisory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A condition that can be switched on and off: a kernel that an advisory marks.
class DampingTest {

    private static final NodeId N2 = new NodeId("prod", "n2");
    private static final NodeId N3 = new NodeId("prod", "n3");

    private final Tale tale = Tale.advised(DampingTest::advisories);

    @Test
    void aConditionThatComesAndGoesIsSoonOneThatStands() {
        for (var hour = 0; hour < 5; hour++) {
            for (var minute = 0; minute < 60; minute += 12) {
                on(N1).tale.pass(Duration.ofMinutes(6));
                off(N1).tale.pass(Duration.ofMinutes(6));
            }
        }

        assertThat(finding().course().revision()).isEqualTo(3);
        assertThat(finding().course().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void eachReturnDoublesTheTimeThatTheNextEndMustLast() {
        on(N1).off(N1).tale.pass(Duration.ofMinutes(5));
        assertThat(finding().course().status()).isEqualTo(Status.RESOLVED);
        on(N1).off(N1).tale.pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(finding().course().status()).isEqualTo(Status.OPEN);

        tale.pass(Duration.ofSeconds(1));

        assertThat(finding().course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void itNeverTakesMoreThanAnHour() {
        for (var times = 0; times < 8; times++) {
            on(N1).off(N1).tale.pass(Duration.ofMinutes(60));
            assertThat(finding().course().status()).isEqualTo(Status.RESOLVED);
        }
    }

    @Test
    void aReturnAfterMoreThanAnHourIsANewOne() {
        on(N1).off(N1).tale.pass(Duration.ofMinutes(66));

        on(N1).off(N1).tale.pass(Duration.ofMinutes(5));

        assertThat(finding().course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void nodesThatLeaveAndReturnAreCountedAnewOnceAMinute() {
        on(N1).on(N2);
        var told = finding().course().revision();
        for (var times = 0; times < 60; times++) {
            off(N2).tale.pass(Duration.ofSeconds(5));
            on(N2).tale.pass(Duration.ofSeconds(5));
        }

        assertThat(finding().course().revision() - told).isBetween(1, 11);
    }

    @Test
    void whatWasHeldForAMomentIsToldAsItThenIs() {
        on(N1).on(N2).off(N2);
        var told = finding().course().revision();
        tale.pass(Duration.ofSeconds(59));
        assertThat(finding().course().revision()).isEqualTo(told);

        tale.pass(Duration.ofSeconds(1));

        assertThat(finding().course().revision()).isEqualTo(told + 1);
        assertThat(finding().telling().title()).endsWith("on 1 node");
    }

    @Test
    void whatIsBackBeforeItWasToldIsNeverTold() {
        on(N1).on(N2).off(N2).on(N2);
        var told = finding().course().revision();

        tale.pass(Duration.ofMinutes(5));

        assertThat(finding().course().revision()).isEqualTo(told);
    }

    @Test
    void aNewNodeIsToldAtOnce() {
        on(N1).on(N2);
        var told = finding().course().revision();

        on(N3);

        assertThat(finding().course().revision()).isEqualTo(told + 1);
    }

    private Finding finding() {
        return tale.finding(KernelAdvisory.ID);
    }

    private DampingTest on(NodeId node) {
        tale.facts(node, Map.of("kernel_release", "5.15.0-91-generic"));
        return this;
    }

    private DampingTest off(NodeId node) {
        tale.facts(node, Map.of("kernel_release", "6.8.0-31-generic"));
        return this;
    }

    private static Advisories advisories() {
        var range =
                new KernelRange(
                        Optional.empty(), Optional.of(KernelVersion.fromString("6.0")), List.of());
        return new Advisories(
                List.of(new Advisory("old", "old", List.of(), List.of(range), "", "", "")));
    }
}
