package dev.inquest.topology.fleet;

import dev.inquest.detection.fleet.FleetStage;
import dev.inquest.detection.fleet.FleetStage.Outcome;
import dev.inquest.detection.fleet.Guard;
import dev.inquest.detection.fleet.Ledger;
import dev.inquest.detection.fleet.Ledger.Entered;
import dev.inquest.detection.fleet.Order;
import dev.inquest.detection.fleet.Seat;
import dev.inquest.detection.fleet.Withheld;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.topology.store.FleetEntry;
import dev.inquest.topology.trace.PipelineTrace;
import dev.inquest.topology.wire.Changes;
import dev.inquest.topology.wire.Findings;
import dev.inquest.topology.wire.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps the roster and the ledger of findings, exactly once: what it stores, what it tells and how
/// far it has read are one transaction.
final class FleetProcessor implements Processor<String, SpecificRecord, String, Finding> {

    private static final Duration GUARD_EVERY = Duration.ofSeconds(5);

    private static final String STEP = "inquest fleet";
    private static final String SEAT = "seat/";
    private static final String FINDING = "finding/";
    private static final String SCORE = "score/";
    private static final String CASE = "case/";
    private static final String TRIED = "tried/";
    private static final String BLACKOUT = "blackout/";
    private static final String HELD = "held/";
    private static final String SILENCE = "silence/";

    private final Ledger ledger;
    private final FleetStage stage;
    private final Consumer<Guard> guards;
    private final PipelineTrace trace;

    private ProcessorContext<String, Finding> context;
    private KeyValueStore<String, FleetEntry> store;
    private Instant guarded = Instant.EPOCH;

    FleetProcessor(
            List<NodePattern<?>> patterns,
            CrashDumpGuide guide,
            PipelineTrace trace,
            Consumer<Guard> guards) {
        this.guards = guards;
        this.ledger = new Ledger(patterns);
        this.stage = new FleetStage(ledger, guide);
        this.trace = trace;
    }

    @Override
    public void init(ProcessorContext<String, Finding> context) {
        this.context = context;
        this.store = context.getStateStore(FleetTopology.STORE);
        try (var all = store.all()) {
            all.forEachRemaining(entry -> restore(entry.value));
        }
    }

    private void restore(FleetEntry entry) {
        var seat = entry.seat();
        if (seat != null) {
            stage.restore(seat);
        }
        var finding = entry.finding();
        if (finding != null) {
            ledger.restore(finding);
        }
        var score = entry.score();
        if (score != null) {
            stage.restore(score);
        }
        var cohortCase = entry.cohortCase();
        if (cohortCase != null) {
            stage.restore(cohortCase);
        }
        var tried = entry.tried();
        if (tried != null) {
            stage.restore(tried);
        }
        var blackout = entry.blackout();
        if (blackout != null) {
            stage.restore(blackout);
        }
        var held = entry.held();
        if (held != null) {
            stage.restoreHeld(held);
        }
        var silence = entry.silence();
        if (silence != null) {
            ledger.restore(silence);
        }
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        switch (record.value()) {
            case null -> hear(record, null);
            case OperatorAction action -> hear(record, action);
            case Transition transition -> pass(record, transition);
            default -> throw new IllegalArgumentException("a record of another topic");
        }
    }

    private void pass(Record<String, SpecificRecord> record, Transition transition) {
        switch (transition.getChange()) {
            case NodeChange change -> settle(stage.apply(Changes.read(change)), record);
            case Clock clock -> pass(clock.getAt(), record);
            default -> throw new IllegalArgumentException("an unknown kind of transition");
        }
    }

    private void pass(Instant at, Record<String, SpecificRecord> record) {
        settle(stage.advance(at), record);
        // Either way: a broker's clock that was ahead may be set right.
        if (Duration.between(guarded, at).abs().compareTo(GUARD_EVERY) >= 0) {
            guarded = at;
            guards.accept(stage.guard());
        }
    }

    /// What a person said; a transition is never null.
    private void hear(Record<String, SpecificRecord> record, @Nullable OperatorAction action) {
        var at = Instant.ofEpochMilli(record.timestamp());
        Orders.read(record.key(), action, at)
                .ifPresent(order -> {
                    settle(stage.obey(order), record);
                    keep(order);
                });
    }

    private void keep(Order order) {
        switch (order) {
            case Order.Keep(var silence) ->
                    store.put(SILENCE + silence.subject().key(), FleetEntry.of(silence));
            case Order.Lift(var subject) -> store.delete(SILENCE + subject.key());
            // Findings carry who has taken them on.
            case Order.Acknowledge _, Order.Unacknowledge _ -> {}
        }
    }

    private void settle(Outcome outcome, Record<String, SpecificRecord> cause) {
        outcome.seat().ifPresent(this::keep);
        outcome.entered().forEach(entered -> enter(entered, cause));
        outcome.expired().forEach(id -> expire(id, cause));
        outcome.cases().forEach(one -> store.put(CASE + one.key(), FleetEntry.of(one)));
        outcome.gone().forEach(key -> store.delete(CASE + key));
        outcome.tried().forEach(one -> store.put(TRIED + one.key(), FleetEntry.of(one)));
        outcome.score()
                .ifPresent(score -> store.put(SCORE + score.cluster(), FleetEntry.of(score)));
        outcome.lapsed().forEach(subject -> store.delete(SILENCE + subject.key()));
        keep(outcome.withheld());
    }

    private void keep(Withheld withheld) {
        withheld.standing().forEach(one -> store.put(BLACKOUT + one.id(), FleetEntry.of(one)));
        withheld.over().forEach(id -> store.delete(BLACKOUT + id));
        withheld.held().forEach(one -> store.put(HELD + one.node(), FleetEntry.held(one)));
        withheld.freed().forEach(node -> store.delete(HELD + node));
    }

    private void keep(Seat seat) {
        var key = SEAT + seat.node();
        if (seat.state() == StateName.FORGOTTEN) {
            store.delete(key);
        } else {
            store.put(key, FleetEntry.of(seat));
        }
    }

    private void enter(Entered entered, Record<String, SpecificRecord> cause) {
        var finding = entered.finding();
        store.put(FINDING + finding.key().id(), FleetEntry.of(finding));
        if (entered.told()) {
            var told = Findings.write(finding);
            context.forward(
                    cause.withKey(told.getId())
                            .withValue(told)
                            .withHeaders(trace.next(STEP, cause, told.getId())));
        }
    }

    private void expire(String id, Record<String, SpecificRecord> cause) {
        store.delete(FINDING + id);
        forward(cause.withKey(id).withValue((@Nullable Finding) null));
    }

    @SuppressWarnings(
            "NullAway") // A tombstone: Kafka Streams takes null values but does not say so.
    private void forward(Record<String, @Nullable Finding> record) {
        context.forward(record);
    }
}
