package dev.inquest.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

    @Test
    void aStepThatFailsKeepsNoOtherFromBeingTaken() {
        var taken = new ArrayList<String>();
        List<Runnable> steps =
                List.of(
                        () -> fail("first"),
                        () -> taken.add("second"),
                        () -> fail("third"),
                        () -> taken.add("fourth"));

        assertThatThrownBy(() -> Steps.all(steps))
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(taken).containsExactly("second", "fourth");
    }

    private static void fail(String why) {
        throw new IllegalStateException(why);
    }
}
