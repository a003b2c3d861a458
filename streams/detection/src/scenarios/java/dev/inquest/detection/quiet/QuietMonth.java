package dev.inquest.detection.quiet;

import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.node.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Plays a month of ordinary life: reboots, drains, reclaims, pauses, upgrades, an offline
/// partition, a broker whose clock is wrong, and five nodes that really hang.
///
/// All of it follows from the seed. Windows in which something happens are played second by second;
/// the time between them, in which every node beats on time, is one hole, which excuses everybody
/// and changes nothing.
public final class QuietMonth {

    private static final Instant START = Instant.parse("2024-06-01T02:00:00Z");
    private static final int IDLE_BEAT = 30;
    private static final int BUSY_BEAT = 10;

    private final Plan plan;
    private final Agenda agenda = new Agenda();
    private final Watchers watchers = new Watchers();
    private final Weather weather = new Weather(watchers);
    private final List<Machine> machines;
    private final Calendar calendar;
    private Instant now = START;

    public QuietMonth(Plan plan, long seed) {
        var random = new SplittableRandom(seed);
        this.plan = plan;
        this.machines = Machines.make(plan, START, random);
        this.calendar =
                new Calendar(
                        plan,
                        machines,
                        agenda,
                        new Lives(agenda, weather, random),
                        weather,
                        random);
    }

    /// What came of it.
    ///
    /// @param paged findings that ever paged
    /// @param confirmed findings that ever named a cause as CONFIRMED
    /// @param findings all of them, as they stand at the end
    /// @param moves how often a node was told to be in each state
    public record Outcome(
            Collection<Finding> paged,
            Collection<Finding> confirmed,
            Collection<Finding> findings,
            Map<StateName, Integer> moves,
            long events) {

        /// Whether the real hangs, and nothing else, woke somebody, once, and named their kernel.
        ///
        /// @param hangs how many there were
        public boolean isAsPromised(int hangs) {
            return paged.size() == 1
                    && paged.stream().allMatch(finding -> isTheIncident(finding, hangs))
                    && confirmed.stream().allMatch(finding -> isTheIncident(finding, hangs));
        }

        private static boolean isTheIncident(Finding finding, int hangs) {
            return finding.key().pattern().equals("hung-cohort")
                    && finding.members().size() == hangs
                    && finding.telling()
                            .commonality()
                            .contains("kernel_release=" + Machines.BAD_KERNEL);
        }
    }

    /// Plays it to the end.
    ///
    /// @param progress told of each day
    public Outcome play(Consumer<String> progress) {
        begin();
        for (var day = 0; day < plan.days(); day++) {
            now = START.plus(Duration.ofDays(day));
            var end = now.plus(calendar.fill(day, now));
            while (now.isBefore(end)) {
                second();
                now = now.plusSeconds(1);
            }
            progress.accept(
                    "day %d of %d: %,d events, %d findings, %d of them ever paged"
                            .formatted(
                                    day + 1,
                                    plan.days(),
                                    watchers.events(),
                                    watchers.findings().size(),
                                    watchers.paged().size()));
        }
        return new Outcome(
                watchers.paged(),
                watchers.confirmed(),
                watchers.findings(),
                watchers.moves(),
                watchers.events());
    }

    private void begin() {
        weather.advance(now);
        for (var machine : machines) {
            weather.facts(machine);
            weather.fresh(machine);
            weather.beat(machine);
        }
    }

    private void second() {
        weather.advance(now);
        agenda.runUntil(now);
        // A machine beats in its own second; one to which something happens also in between.
        for (var i = Math.floorMod(now.getEpochSecond(), BUSY_BEAT);
                i < machines.size();
                i += BUSY_BEAT) {
            var machine = machines.get(i);
            var turn = Math.floorMod(now.getEpochSecond() - i, IDLE_BEAT) == 0;
            if (machine.beats && (turn || machine.busyUntil.isAfter(now))) {
                weather.beat(machine);
            }
        }
        watchers.advanceFleet(weather.furthest());
    }
}
