package dev.inquest.detection.cohort.scenario;

import dev.inquest.detection.cohort.Commonality;
import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.Rules;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.cohort.roster.Entry;
import dev.inquest.detection.cohort.roster.Health;
import dev.inquest.detection.cohort.roster.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// Plays what happens in a fleet to the engine, and asks it after every failure.
public final class Stage {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private static final Rules RULES =
            Rules.DEFAULT.asking(Set.of(Scenarios.NEW_VERSION.attribute()));

    private final Fleet fleet;
    private final Roster roster = new Roster();
    private Incident incident = new Incident(RULES);
    private final SplittableRandom random;
    private final BitSet failed = new BitSet();
    private final Map<Integer, List<Item>> changed = new HashMap<>();
    private final List<MatchedSet> sets = new ArrayList<>();
    private final List<Commonality> answers = new ArrayList<>();
    private final String cohort;
    private final Consumer<Stage> afterEach;
    private Optional<String> workload = Optional.empty();
    private Instant now = START;
    private long number = 1;
    private int latest = -1;

    /// @param seed of what happens; the fleet has its own
    /// @param afterEach told after each failure, when the engine has answered
    public Stage(Fleet fleet, long seed, Consumer<Stage> afterEach) {
        this.fleet = fleet;
        this.afterEach = afterEach;
        this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        this.cohort = "hung/" + seed;
        for (int node = 0; node < fleet.nodes(); node++) {
            roster.restore(entry(node, START, Health.AT_RISK, Optional.of(fleet.items(node))));
        }
    }

    private Entry entry(int node, Instant since, Health health, Optional<List<Item>> items) {
        return new Entry(fleet.node(node), number, since, health, items);
    }

    /// Randomness for the story.
    public SplittableRandom random() {
        return random;
    }

    public Fleet fleet() {
        return fleet;
    }

    public Roster roster() {
        return roster;
    }

    public Incident incident() {
        return incident;
    }

    /// What a node carries now.
    public List<Item> items(int node) {
        var items = changed.get(node);
        return items != null ? items : fleet.items(node);
    }

    /// Whether a node carries all of some items now.
    public boolean carries(int node, List<Item> all) {
        return items(node).containsAll(all);
    }

    public boolean hasFailed(int node) {
        return failed.get(node);
    }

    /// Only nodes that run this workload are exposed from now on.
    public void watch(String name, IntPredicate runs) {
        watch(name, runs, _ -> List.of());
    }

    /// The same, each node in some version of it.
    public void watch(String name, IntPredicate runs, IntFunction<List<Item>> version) {
        workload = Optional.of(name);
        for (int node = 0; node < fleet.nodes(); node++) {
            if (runs.test(node)) {
                roster.runs(fleet.node(node), name, true, version.apply(node));
            }
        }
    }

    /// Time passes.
    public void pass(Duration time) {
        now = now.plus(time);
        roster.advance(now);
    }

    /// A random node that has not failed.
    public int healthy(IntPredicate among) {
        for (int tries = 0; tries < 100_000; tries++) {
            int node = random.nextInt(fleet.nodes());
            if (!failed.get(node) && among.test(node)) {
                return node;
            }
        }
        throw new IllegalStateException("the story wants a node that this fleet does not have");
    }

    /// A node goes silent for good. The engine is asked at once.
    public void fail(int node) {
        enroll(node);
        answers.add(ask());
        afterEach.accept(this);
    }

    /// A node goes silent for good: it leaves those at risk and becomes a Case. An incident that is
    /// over is closed first.
    public void enroll(int node) {
        if (incident.size() > 0 && incident.isOver(now)) {
            incident = new Incident(RULES);
        }
        failed.set(node);
        number++;
        roster.update(entry(node, now, Health.FAILING, Optional.empty()));
        var onset = new Onset(cohort, fleet.node(node), now, true);
        var set = roster.draw(onset, workload, incident::hasCase);
        latest = node;
        sets.add(set);
        incident.add(set);
    }

    /// The node that failed last.
    public int latest() {
        return latest;
    }

    /// A node fails a minute after the one before.
    public void failNext(int node) {
        pass(Duration.ofSeconds(61));
        fail(node);
    }

    /// A node comes back.
    public void recover(int node) {
        failed.clear(node);
        number++;
        roster.update(entry(node, now, Health.AT_RISK, Optional.empty()));
        incident.recover(fleet.node(node), now);
    }

    /// A healthy node takes on another value of an attribute.
    public void upgrade(int node, Item to) {
        var items = new ArrayList<>(items(node));
        items.replaceAll(item -> item.attribute().equals(to.attribute()) ? to : item);
        changed.put(node, items);
        number++;
        roster.update(entry(node, now, Health.AT_RISK, Optional.of(items)));
    }

    /// What the engine says now.
    public Commonality ask() {
        return incident.evaluate(now);
    }

    /// What the engine said after each failure.
    public List<Commonality> answers() {
        return answers;
    }

    /// The matched sets of all failures.
    public List<MatchedSet> sets() {
        return sets;
    }

    public Instant now() {
        return now;
    }
}
