package dev.inquest.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.standalone.terminal.Style;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeLineTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void aPanicIsToldInStoryTimeWithItsCause() {
        assertThat(ChangeLine.of(change(NodeStateName.LIVE, NodeStateName.PANICKED), START))
                .contains(
                        new ChangeLine(
                                Style.BAD, "+12:40  cn-beijing-b-017     PANICKED   kernel panic"));
    }

    @Test
    void thatANodeIsFirstHeardIsNoNews() {
        assertThat(ChangeLine.of(change(NodeStateName.UNKNOWN, NodeStateName.LIVE), START))
                .isEmpty();
    }

    @Test
    void factsThatChangeAreNoNews() {
        assertThat(ChangeLine.of(change(NodeStateName.LIVE, NodeStateName.LIVE), START)).isEmpty();
    }

    private static NodeChange change(NodeStateName from, NodeStateName to) {
        return NodeChange.newBuilder()
                .setNode("demo/cn-beijing-b-017")
                .setNumber(1)
                .setFrom(from)
                .setTo(to)
                .setAt(START.plusSeconds(760))
                .setCauses(List.of("kernel panic"))
                .build();
    }
}
