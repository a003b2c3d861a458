package dev.inquest.topology.fleet;

import dev.inquest.detection.fleet.FleetStage;
import dev.inquest.detection.fleet.FleetStage.Outcome;
import dev.inquest.detection.fleet.Ledger;
import dev.inquest.detection.fleet.Ledger.Entered;
import dev.inquest.detection.fleet.Seat;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.topology.store.FleetEntry;
import dev.inquest.topology.wire.Changes;
import dev.inquest.topology.wire.Findings;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Keeps the roster and the ledger of findings, exactly once: what it stores, what it tells and how
/// far it has read are one transaction.
final class FleetProcessor implements Processor<String, Transition, String, Finding> {

    private static final String SEAT = "seat/";
    private static final String FINDING = "finding/";
    private static final String SCORE = "score/";
    private static final String CASE = "case/";

    private final Ledger ledger;
    private final FleetStage stage;

    private ProcessorContext<String, Finding> context;
    private KeyValueStore<String, FleetEntry> store;

    FleetProcessor(List<NodePattern<?>> patterns, CrashDumpGuide guide) {
        this.ledger = new Ledger(patterns);
        this.stage = new FleetStage(ledger, guide);
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
    }

    @Override
    public void process(Record<String, Transition> record) {
        var transition = record.value();
        if (transition == null) {
            return;
        }
        switch (transition.getChange()) {
            case NodeChange change -> settle(stage.apply(Changes.read(change)), record);
            case Clock clock -> settle(stage.advance(clock.getAt()), record);
            default -> throw new IllegalArgumentException("an unknown kind of transition");
        }
    }

    private void settle(Outcome outcome, Record<String, Transition> cause) {
        outcome.seat().ifPresent(this::keep);
        outcome.entered().forEach(entered -> enter(entered, cause));
        outcome.expired().forEach(id -> expire(id, cause));
        outcome.cases().forEach(one -> store.put(CASE + one.key(), FleetEntry.of(one)));
        outcome.gone().forEach(key -> store.delete(CASE + key));
        outcome.score()
                .ifPresent(score -> store.put(SCORE + score.cluster(), FleetEntry.of(score)));
    }

    private void keep(Seat seat) {
        var key = SEAT + seat.node();
        if (seat.state() == StateName.FORGOTTEN) {
            store.delete(key);
        } else {
            store.put(key, FleetEntry.of(seat));
        }
    }

    private void enter(Entered entered, Record<String, Transition> cause) {
        var finding = entered.finding();
        store.put(FINDING + finding.key().id(), FleetEntry.of(finding));
        if (entered.told()) {
            var told = Findings.write(finding);
            context.forward(cause.withKey(told.getId()).withValue(told));
        }
    }

    private void expire(String id, Record<String, Transition> cause) {
        store.delete(FINDING + id);
        forward(cause.withKey(id).withValue((@Nullable Finding) null));
    }

    @SuppressWarnings(
            "NullAway") // A tombstone: Kafka Streams takes null values but does not say so.
    private void forward(Record<String, @Nullable Finding> record) {
        context.forward(record);
    }
}
