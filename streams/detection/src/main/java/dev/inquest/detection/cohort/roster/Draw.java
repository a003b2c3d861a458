package dev.inquest.detection.cohort.roster;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// Draws members of a population at random and without replacement, in a time that does not depend
/// on its size.
///
/// It tries at random and refuses who does not qualify. Where hardly anybody does, it looks at
/// everybody instead, so that a small fleet, or one that mostly lies down, gives an exact draw too.
final class Draw {

    private static final int TRIES_PER_MEMBER = 32;

    private final Population population;
    private final IntPredicate qualifies;
    private final SplittableRandom random;

    Draw(Population population, IntPredicate qualifies, long seed) {
        this.population = population;
        this.qualifies = qualifies;
        this.random = new SplittableRandom(seed);
    }

    /// At most so many places, in the order drawn.
    int[] take(int wanted) {
        return population.size() <= 2 * wanted ? takeOfAll(wanted) : takeByTrying(wanted);
    }

    private int[] takeByTrying(int wanted) {
        var taken = new int[wanted];
        Set<Integer> seen = HashSet.newHashSet(2 * wanted);
        int count = 0;
        for (int tries = 0; count < wanted; tries++) {
            if (tries == wanted * TRIES_PER_MEMBER) {
                return takeOfAll(wanted);
            }
            int place = population.at(random.nextInt(population.size()));
            if (seen.add(place) && qualifies.test(place)) {
                taken[count++] = place;
            }
        }
        return taken;
    }

    private int[] takeOfAll(int wanted) {
        var all = new BitSet();
        for (int i = 0; i < population.size(); i++) {
            int place = population.at(i);
            if (qualifies.test(place)) {
                all.set(place);
            }
        }
        int[] places = all.stream().toArray();
        int count = Math.min(wanted, places.length);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, places.length);
            int drawn = places[other];
            places[other] = places[i];
            places[i] = drawn;
        }
        return Arrays.copyOf(places, count);
    }
}
