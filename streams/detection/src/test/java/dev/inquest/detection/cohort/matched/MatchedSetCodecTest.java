package dev.inquest.detection.cohort.matched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.cohort.scenario.Scenarios;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatchedSetCodecTest {

    private final MatchedSet set = Scenarios.single(1_000, 12, 1).play(3).stage().sets().getFirst();

    @Test
    void whatIsWrittenIsRead() {
        var read = MatchedSetCodec.read(MatchedSetCodec.write(set));

        assertThat(read.onset()).isEqualTo(set.onset());
        assertThat(read.controls()).isEqualTo(set.controls());
        assertThat(read.caseItems()).isEqualTo(set.caseItems());
        for (int i = 0; i < set.size(); i++) {
            assertThat(read.item(i)).isEqualTo(set.item(i));
            assertThat(read.controlsWith(i)).isEqualTo(set.controlsWith(i));
            assertThat(read.indexOf(set.item(i))).isEqualTo(i);
            for (int word = 0; word < MatchedSet.WORDS; word++) {
                assertThat(read.carriers(i, word)).isEqualTo(set.carriers(i, word));
            }
        }
    }

    @Test
    void damageIsSaidPlainly() {
        var bytes = MatchedSetCodec.write(set);

        assertThatThrownBy(() -> MatchedSetCodec.read(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short or damaged");
        bytes[0] = 9;
        assertThatThrownBy(() -> MatchedSetCodec.read(bytes)).hasMessageContaining("version 9");
    }
}
