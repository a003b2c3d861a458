package dev.inquest.detection.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.cohort.scenario.Fleet;
import dev.inquest.detection.cohort.scenario.Outcome;
import dev.inquest.detection.cohort.scenario.Scenario;
import dev.inquest.detection.cohort.scenario.Scenarios;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Each scenario of the benchmark, shortened, with bounds that chance does not cross.
class ScenariosTest {

    private static final int RUNS = 12;

    private static long count(Scenario scenario, Predicate<Outcome> predicate) {
        return LongStream.rangeClosed(1, RUNS).mapToObj(scenario::play).filter(predicate).count();
    }

    @Test
    void whereNothingIsSharedNothingIsConfirmed() {
        assertThat(count(Scenarios.nothing(1_000, 12, 30), one -> one.everAny(30)))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aGuiltyKernelIsNamedExactly() {
        assertThat(count(Scenarios.single(2_000, 12, 12), Outcome::isExact))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void twoCausesAreNamedBoth() {
        assertThat(count(Scenarios.two(5_000, 50, .5), Outcome::isExact))
                .isGreaterThanOrEqualTo(RUNS - 2);
    }

    @Test
    void aPairIsNamedAndNotItsParts() {
        assertThat(count(Scenarios.pair(5_000, 30), Outcome::isExact))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void aTripleIsNamedAndNotItsParts() {
        assertThat(count(Scenarios.triple(8_000, 30), Outcome::isExact))
                .isGreaterThanOrEqualTo(RUNS - 2);
    }

    @Test
    void theZoneOfAGuiltyKernelIsInnocent() {
        var scenario = Scenarios.confounded(2_000, 20);

        assertThat(count(scenario, one -> one.hits() == 1)).isGreaterThanOrEqualTo(RUNS - 2);
        assertThat(
                        count(
                                scenario,
                                one ->
                                        one.confirmed().stream()
                                                .anyMatch(cause ->
                                                        cause.items().contains(Fleet.ZONE))))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void whatCannotBeToldApartIsNamedTogether() {
        assertThat(
                        count(
                                Scenarios.collinear(2_000, 12),
                                one -> one.confirmed().size() == 1 && one.classSize() == 3))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void twoFailuresSayNothingThreeAreSuspectedFiveConfirmed() {
        assertThat(count(Scenarios.single(2_000, 12, 2), one -> one.tierAfter(2) == Tier.NONE))
                .isEqualTo(RUNS);
        assertThat(count(Scenarios.single(2_000, 12, 3), one -> one.tierAfter(3) == Tier.SUSPECTED))
                .isGreaterThanOrEqualTo(RUNS - 3);
        assertThat(count(Scenarios.single(2_000, 12, 5), one -> one.tierAfter(5) == Tier.CONFIRMED))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void aRolloutDoesNotBlameTheOldKernel() {
        assertThat(
                        count(
                                Scenarios.rollout(1_000, 25, 1),
                                one -> one.everBlamed(Scenarios.OLD_KERNEL)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aRolloutOfAGuiltyKernelIsSeen() {
        assertThat(
                        count(
                                Scenarios.rollout(1_000, 30, 20),
                                one -> one.everBlamed(Scenarios.NEW_KERNEL)))
                .isGreaterThanOrEqualTo(RUNS - 3);
    }

    @Test
    void aRackThatLosesItsPowerIsOneEvent() {
        assertThat(count(Scenarios.burst(4_000), Outcome::isExact))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void theOnlyInstanceTypeThatRunsAWorkloadIsNotItsCause() {
        assertThat(count(Scenarios.exposure(5_000, 20), one -> one.everAny(20)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aNewVersionComesBeforeTheKernelThatItWasMostlyRolledOutTo() {
        assertThat(
                        count(
                                Scenarios.version(2_000, 24, Scenarios.NEW_VERSION),
                                one -> one.hits() == 1))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void aKernelThatExplainsMoreThanTheNewVersionIsNamed() {
        assertThat(count(Scenarios.version(2_000, 24, Fleet.KERNEL), one -> one.hits() == 1))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }

    @Test
    void aCauseThatIsRemovedIsOver() {
        assertThat(
                        count(
                                Scenarios.removed(2_000, 8),
                                one ->
                                        one.tierAfter(8) == Tier.CONFIRMED
                                                && one.stage().ask().isNone()))
                .isGreaterThanOrEqualTo(RUNS - 1);
    }
}
