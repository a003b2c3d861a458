package dev.inquest.detection.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Says what happens on which day, and to whom: nothing happens twice a day to one machine.
final class Calendar {

    /// The last part of each window stays empty, so that all waits come to their end in it.
    private static final Duration SETTLING = Duration.ofMinutes(50);

    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final int AT_ONCE = 4;

    private final Plan plan;
    private final List<Machine> machines;
    private final Agenda agenda;
    private final Lives lives;
    private final RandomGenerator random;
    private final Deque<Machine> goneNames = new ArrayDeque<>();
    private final Set<Machine> taken = new HashSet<>();
    private final Weather weather;

    Calendar(
            Plan plan,
            List<Machine> machines,
            Agenda agenda,
            Lives lives,
            Weather weather,
            RandomGenerator random) {
        this.plan = plan;
        this.machines = machines;
        this.agenda = agenda;
        this.lives = lives;
        this.weather = weather;
        this.random = random;
    }

    /// Plans a day.
    ///
    /// @return how long its window is
    Duration fill(int day, Instant from) {
        taken.clear();
        var isNight = isNight(day);
        var window = isNight ? plan.night() : plan.window();
        var busy = new Span(from.plus(FIRST), window.minus(FIRST).minus(SETTLING));
        if (day == plan.days() / 2 + 1) {
            hangs(busy);
        }
        repeat(share(plan.pauses(), day), busy, _ -> true, lives::pause);
        repeat(share(plan.spotReclaims(), day), busy, Machine::isSpot, lives::spotReclaim);
        reuse(share(plan.reused(), day), busy);
        repeat(share(plan.scaleDowns(), day), busy, _ -> true, this::scaleDown);
        if (isNight) {
            night(busy);
        } else if (day == 1) {
            each(busy, lives::upgradeAgent);
        } else if (day == plan.days() - 1) {
            each(busy, (machine, at) -> lives.upgradeKubelet(machine, at, "v1.32.0"));
        }
        troubles(day, busy);
        return window;
    }

    /// Nights are spread over the month.
    private boolean isNight(int day) {
        var every = Math.max(1, plan.days() / plan.nights());
        return day % every == every / 2 && day / every < plan.nights();
    }

    private int share(int all, int day) {
        return (int) ((long) all * (day + 1) / plan.days() - (long) all * day / plan.days());
    }

    /// A third of each cluster, a few at a time.
    private void night(Span busy) {
        Map<String, List<Machine>> clusters = new TreeMap<>();
        for (var machine : machines) {
            clusters.computeIfAbsent(machine.id.cluster(), _ -> new ArrayList<>()).add(machine);
        }
        clusters.values().forEach(cluster -> night(cluster, busy));
    }

    private void night(List<Machine> cluster, Span busy) {
        var order = new ArrayList<>(cluster);
        Collections.shuffle(order, new Random(random.nextLong()));
        var free = new ArrayDeque<Instant>();
        for (var i = 0; i < AT_ONCE; i++) {
            free.add(busy.from().plusSeconds(20L * i));
        }
        for (var machine : order.subList(0, order.size() / 3)) {
            var at = free.removeFirst();
            if (at.isBefore(busy.end()) && take(machine)) {
                var says = random.nextInt(100) >= plan.lostGoodbyes();
                at = at.plus(lives.reboot(machine, at, says)).plusSeconds(10);
            }
            free.add(at);
        }
    }

    private void hangs(Span busy) {
        var cluster = machines.get(machines.size() / 2).id.cluster();
        var at = busy.from().plus(Duration.ofMinutes(5));
        for (var i = 0; i < plan.hangs(); i++) {
            var machine =
                    pick(one ->
                            one.id.cluster().equals(cluster) && one.isBadKernel() && !one.isSpot());
            lives.hang(machine, at, i < plan.repaired());
            at = at.plus(Duration.ofSeconds(random.nextInt(60, 300)));
        }
    }

    private void scaleDown(Machine machine, Instant at) {
        lives.scaleDown(machine, at);
        goneNames.addLast(machine);
    }

    private void reuse(int times, Span busy) {
        for (var i = 0; i < times && !goneNames.isEmpty(); i++) {
            var machine = goneNames.removeFirst();
            taken.add(machine);
            lives.reuse(machine, busy.any(random));
        }
    }

    /// One partition is offline for a quarter of an hour; one broker's clock is two minutes ahead
    /// for half an hour.
    private void troubles(int day, Span busy) {
        if (day == 2) {
            var from = busy.from().plus(Duration.ofMinutes(8));
            agenda.at(from, () -> weather.offline(3, true));
            agenda.at(from.plus(Duration.ofMinutes(15)), () -> weather.offline(3, false));
        }
        if (day == 3) {
            var from = busy.from().plus(Duration.ofMinutes(4));
            agenda.at(from, () -> weather.ahead(5, Duration.ofMinutes(2)));
            agenda.at(from.plus(Duration.ofMinutes(30)), () -> weather.ahead(5, Duration.ZERO));
        }
    }

    private interface Event {
        void happen(Machine machine, Instant at);
    }

    private void each(Span busy, Event event) {
        for (var machine : machines) {
            if (take(machine)) {
                event.happen(machine, busy.any(random));
            }
        }
    }

    private void repeat(int times, Span busy, Predicate<Machine> who, Event event) {
        for (var i = 0; i < times; i++) {
            event.happen(pick(who), busy.any(random));
        }
    }

    private Machine pick(Predicate<Machine> who) {
        while (true) {
            var machine = machines.get(random.nextInt(machines.size()));
            if (who.test(machine) && take(machine)) {
                return machine;
            }
        }
    }

    private boolean take(Machine machine) {
        return !machine.gone && taken.add(machine);
    }

    /// The part of a window in which things begin.
    private record Span(Instant from, Duration length) {

        Instant end() {
            return from.plus(length);
        }

        Instant any(RandomGenerator random) {
            return from.plusSeconds(random.nextLong(length.toSeconds()));
        }
    }
}
