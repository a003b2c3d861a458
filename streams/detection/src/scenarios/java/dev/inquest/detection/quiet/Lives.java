package dev.inquest.detection.quiet;

import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What happens to single machines, step by step, as their agents and their cluster tell it.
final class Lives {

    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private final Agenda agenda;
    private final Weather weather;
    private final RandomGenerator random;

    Lives(Agenda agenda, Weather weather, RandomGenerator random) {
        this.agenda = agenda;
        this.weather = weather;
        this.random = random;
    }

    /// kured: annotation and drain, goodbye, reboot, uncordon.
    ///
    /// @return how long it takes
    Duration reboot(Machine machine, Instant at, boolean saysGoodbye) {
        var down = at.plus(seconds(50, 90));
        var up = down.plus(seconds(90, 240));
        var plan = intent(Intent.Kind.REBOOT, "weave.works/kured-reboot-in-progress", at);
        busy(machine, at, up);
        agenda.at(at, () -> weather.fresh(machine, plan));
        agenda.at(
                down,
                () -> {
                    if (saysGoodbye) {
                        weather.beat(machine, Goodbye.HOST_REBOOT);
                    }
                    machine.beats = false;
                });
        agenda.at(down.plus(LEASE), () -> weather.stale(machine, plan));
        agenda.at(
                up,
                () -> {
                    boot(machine, up);
                    weather.fresh(machine, plan);
                });
        agenda.at(up.plusSeconds(30), () -> weather.facts(machine));
        agenda.at(up.plusSeconds(60), () -> weather.fresh(machine));
        return Duration.between(at, up.plus(Duration.ofMinutes(1)));
    }

    /// The autoscaler taints a node, drains it, and deletes machine and object.
    void scaleDown(Machine machine, Instant at) {
        leave(
                machine,
                at,
                intent(Intent.Kind.SCALE_DOWN, "ToBeDeletedByClusterAutoscaler", at),
                seconds(60, 180),
                random.nextInt(100) < 80);
    }

    /// A cloud takes spot capacity back, mostly with two minutes' notice.
    void spotReclaim(Machine machine, Instant at) {
        if (random.nextInt(100) < 90) {
            leave(
                    machine,
                    at,
                    intent(Intent.Kind.SPOT_RECLAIM, "aws-node-termination-handler", at),
                    seconds(60, 120),
                    random.nextInt(100) < 50);
            return;
        }
        busy(machine, at, at);
        agenda.at(at, () -> gone(machine));
        agenda.at(at.plus(LEASE), () -> weather.stale(machine));
        agenda.at(at.plus(seconds(120, 300)), () -> weather.deleted(machine));
    }

    private void leave(
            Machine machine, Instant at, Intent plan, Duration notice, boolean saysGoodbye) {
        var off = at.plus(notice);
        busy(machine, at, off);
        agenda.at(at, () -> weather.fresh(machine, plan));
        agenda.at(
                off,
                () -> {
                    if (saysGoodbye) {
                        weather.beat(machine, Goodbye.HOST_SHUTDOWN);
                    }
                    gone(machine);
                });
        agenda.at(off.plus(LEASE), () -> weather.stale(machine, plan));
        agenda.at(off.plus(seconds(45, 200)), () -> weather.deleted(machine, plan));
    }

    private static void gone(Machine machine) {
        machine.beats = false;
        machine.gone = true;
    }

    /// Another machine comes under the name of one that has gone.
    void reuse(Machine machine, Instant at) {
        agenda.at(
                at,
                () -> {
                    machine.incarnation++;
                    machine.boots = 0;
                    machine.gone = false;
                    machine.facts = Machines.facts(random);
                    weather.fresh(machine);
                    boot(machine, at);
                    weather.facts(machine);
                });
    }

    /// A live migration.
    void pause(Machine machine, Instant at) {
        var until = at.plus(seconds(30, 60));
        busy(machine, at, until);
        agenda.at(at, () -> machine.beats = false);
        if (until.isAfter(at.plus(LEASE))) {
            agenda.at(at.plus(LEASE), () -> weather.stale(machine));
            agenda.at(until.plusSeconds(5), () -> weather.fresh(machine));
        }
        agenda.at(until, () -> resume(machine));
    }

    /// The agent goes and comes back in another version.
    void upgradeAgent(Machine machine, Instant at) {
        var until = at.plus(seconds(5, 90));
        busy(machine, at, until);
        agenda.at(
                at,
                () -> {
                    weather.beat(machine, Goodbye.AGENT_STOP);
                    machine.beats = false;
                });
        agenda.at(until, () -> resume(machine));
    }

    /// The kubelet goes and comes back in another version, for some long enough to miss a lease.
    void upgradeKubelet(Machine machine, Instant at, String version) {
        busy(machine, at, at.plus(SETTLED));
        if (random.nextInt(100) < 20) {
            agenda.at(at.plus(LEASE), () -> weather.stale(machine));
        }
        agenda.at(
                at.plusSeconds(60),
                () -> {
                    var facts = new TreeMap<>(machine.facts);
                    facts.put("kubelet_version", version);
                    machine.facts = Map.copyOf(facts);
                    weather.facts(machine);
                    weather.fresh(machine);
                });
    }

    /// It really hangs: nothing is heard of it any more, and its lease expires.
    void hang(Machine machine, Instant at, boolean isRepaired) {
        busy(machine, at, at);
        agenda.at(at, () -> machine.beats = false);
        agenda.at(at.plus(LEASE), () -> weather.stale(machine));
        if (isRepaired) {
            agenda.at(
                    at.plus(Duration.ofMinutes(14)),
                    () -> {
                        weather.deleted(machine);
                        gone(machine);
                    });
            return;
        }
        var up = at.plus(Duration.ofMinutes(45));
        agenda.at(
                up,
                () -> {
                    boot(machine, up);
                    weather.fresh(machine);
                });
    }

    private void boot(Machine machine, Instant at) {
        machine.boots++;
        machine.booted = at.minusSeconds(20);
        resume(machine);
    }

    private void resume(Machine machine) {
        machine.beats = !machine.gone;
        machine.busyUntil = weather.now().plus(SETTLED);
        if (machine.beats) {
            weather.beat(machine);
        }
    }

    private void busy(Machine machine, Instant from, Instant until) {
        agenda.at(from.minusSeconds(60), () -> machine.busyUntil = until.plus(SETTLED));
    }

    private Intent intent(Intent.Kind kind, String source, Instant at) {
        return new Intent(kind, "", source, at, Optional.empty());
    }

    private Duration seconds(int from, int to) {
        return Duration.ofSeconds(random.nextInt(from, to));
    }
}
