package dev.inquest.detection.quiet;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.event.Ready;
import dev.inquest.detection.event.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What lies between machines and detection: partitions that may be offline, and brokers whose
/// clocks may be wrong.
final class Weather {

    private static final Vitals HEALTHY =
            new Vitals(0.2f, 8L << 30, 16L << 30, 0.4f, 1f, 0f, 0f, 0f, 0f, 0f);

    private final Watchers watchers;
    private final boolean[] offline = new boolean[Machines.PARTITIONS];
    private final Duration[] ahead = new Duration[Machines.PARTITIONS];
    private final List<List<Sent>> waiting = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long offset;

    Weather(Watchers watchers) {
        this.watchers = watchers;
        for (var partition = 0; partition < Machines.PARTITIONS; partition++) {
            ahead[partition] = Duration.ZERO;
            waiting.add(new ArrayList<>());
        }
    }

    /// An event that its collector sends, stamped when the broker has it.
    private interface Sent {
        Event at(Instant stamped, Origin origin);
    }

    Instant now() {
        return now;
    }

    /// Nothing can be written to a partition; what collectors spool arrives afterwards.
    void offline(int partition, boolean isOffline) {
        offline[partition] = isOffline;
        if (!isOffline) {
            var late = List.copyOf(waiting.get(partition));
            waiting.get(partition).clear();
            watchers.advance(partition, stamp(partition));
            late.forEach(sent -> send(partition, sent));
        }
    }

    void ahead(int partition, Duration by) {
        ahead[partition] = by;
    }

    void advance(Instant at) {
        now = at;
        for (var partition = 0; partition < Machines.PARTITIONS; partition++) {
            if (!offline[partition]) {
                watchers.advance(partition, stamp(partition));
            }
        }
    }

    /// The time of the partition whose broker is furthest ahead: the fleet goes by it.
    Instant furthest() {
        return IntStream.range(0, Machines.PARTITIONS)
                .filter(partition -> !offline[partition])
                .mapToObj(this::stamp)
                .max(Instant::compareTo)
                .orElse(now);
    }

    private Instant stamp(int partition) {
        return now.plus(ahead[partition]);
    }

    private void send(int partition, Sent sent) {
        var origin = new Origin("quiet", partition, offset++);
        watchers.learn(partition, sent.at(stamp(partition), origin));
    }

    private void sendOrSpool(Machine machine, Sent sent) {
        if (offline[machine.partition]) {
            waiting.get(machine.partition).add(sent);
        } else {
            send(machine.partition, sent);
        }
    }

    void beat(Machine machine) {
        beat(machine, Goodbye.NONE);
    }

    /// Heartbeats are not spooled.
    void beat(Machine machine, Goodbye goodbye) {
        if (offline[machine.partition]) {
            return;
        }
        var uptime = Duration.between(machine.booted, now);
        var boot = machine.bootId();
        send(
                machine.partition,
                (at, origin) ->
                        new Event.Heartbeat(
                                machine.id,
                                at,
                                origin,
                                boot,
                                uptime,
                                goodbye,
                                Optional.of(HEALTHY),
                                true,
                                List.of()));
    }

    void facts(Machine machine) {
        var facts = machine.facts;
        sendOrSpool(
                machine, (at, origin) -> new Event.Facts(machine.id, at, origin, "agent", facts));
    }

    void fresh(Machine machine, Intent... intents) {
        observe(machine, Lease.FRESH, Ready.READY, false, intents);
    }

    void stale(Machine machine, Intent... intents) {
        observe(machine, Lease.STALE, Ready.NOT_READY, false, intents);
    }

    void deleted(Machine machine, Intent... intents) {
        observe(machine, Lease.UNKNOWN, Ready.UNKNOWN, true, intents);
    }

    private void observe(
            Machine machine, Lease lease, Ready ready, boolean deleted, Intent... intents) {
        var plans = List.of(intents);
        var uid = machine.uid();
        var systemUuid = machine.systemUuid();
        sendOrSpool(
                machine,
                (at, origin) ->
                        new Event.Observation(
                                machine.id,
                                at,
                                origin,
                                uid,
                                systemUuid,
                                Optional.empty(),
                                lease,
                                Optional.empty(),
                                ready,
                                deleted,
                                !plans.isEmpty(),
                                plans,
                                List.of(),
                                Optional.empty()));
    }
}
