package dev.inquest.detection.cohort.scenario;

import dev.inquest.detection.cohort.item.Item;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// One kind of incident: a fleet, what goes wrong in it, and what an honest answer is.
///
/// @param name as printed
/// @param fleet for a seed
/// @param truth the planted causes; empty when there is none
/// @param story what happens
public record Scenario(
        String name, LongFunction<Fleet> fleet, List<List<Item>> truth, Consumer<Stage> story) {

    /// Plays it once.
    public Outcome play(long seed) {
        return play(seed, _ -> {});
    }

    /// Plays it once, and lets somebody else look after each failure too.
    public Outcome play(long seed, Consumer<Stage> afterEach) {
        var stage = new Stage(fleet.apply(seed), seed, afterEach);
        story.accept(stage);
        return new Outcome(truth, stage);
    }
}
