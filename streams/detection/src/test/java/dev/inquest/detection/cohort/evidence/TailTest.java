package dev.inquest.detection.cohort.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailTest {

    @Test
    void equalSharesGiveTheBinomialTail() {
        var tail = new Tail(3);
        tail.add(.1);
        tail.add(.1);
        tail.add(.1);

        assertThat(tail.atLeast(3)).isCloseTo(.001, within(1e-12));
        assertThat(tail.atLeast(2)).isCloseTo(.028, within(1e-12));
        assertThat(tail.atLeast(0)).isCloseTo(1, within(1e-12));
    }

    @Test
    void anItemAddsTheLargestTailThatIsNotAboveTheLimit() {
        var tail = new Tail(3);
        tail.add(.1);
        tail.add(.1);
        tail.add(.1);

        assertThat(tail.largestUpTo(tail.atLeast(2))).isEqualTo(tail.atLeast(2));
        assertThat(tail.largestUpTo(.02)).isEqualTo(tail.atLeast(3));
        assertThat(tail.largestUpTo(.0001)).isZero();
    }
}
