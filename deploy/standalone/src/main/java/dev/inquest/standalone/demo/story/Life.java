package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.Intent;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.schemas.wire.ReadyState;
import dev.inquest.standalone.demo.fleet.FleetNode;
import dev.inquest.standalone.demo.fleet.Kernel;
import dev.inquest.standalone.demo.fleet.Network;
import dev.inquest.standalone.demo.fleet.Workloads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// What one node goes through, written down act by act in the order of time: when it sends
/// heartbeats, and everything else that others see of it.
final class Life {

    /// A lease lasts 40 s and is renewed every 10 s: so long after a node's end it may expire.
    static final Duration LEASE = Duration.ofSeconds(30);

    private final FleetNode node;
    private final Topics topics;
    private final Instant start;
    private final List<Shift> shifts = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private NodeObservation observed;
    private Network network;

    Life(FleetNode node, Topics topics, Instant start) {
        this.node = node;
        this.topics = topics;
        this.start = start;
        this.network = node.network();
        this.observed =
                NodeObservation.newBuilder()
                        .setNodeUid(node.idOf("uid"))
                        .setSystemUuid(node.idOf("machine"))
                        .setLease(LeaseState.FRESH)
                        .setReady(ReadyState.READY)
                        .setWorkloads(Workloads.everywhere())
                        .build();
        begin();
    }

    private void begin() {
        // Collectors come up one after the other, within two seconds.
        var at = node.phase().dividedBy(5);
        shifts.add(Shift.open(node.phase().plusSeconds(2), Boot.first(node), 0));
        publish(at, topics.observers(), observed);
        publishFacts(at);
        publish(at, topics.links(), network.links());
    }

    List<Shift> shifts() {
        return List.copyOf(shifts);
    }

    List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    /// The present boot.
    Boot boot() {
        return shifts.getLast().boot();
    }

    /// Somebody declares a plan and cordons the node.
    void intend(Duration at, IntentKind kind, String reason, String source) {
        var intents = new ArrayList<>(observed.getIntents());
        var intent =
                Intent.newBuilder()
                        .setKind(kind)
                        .setReason(reason)
                        .setSource(source)
                        .setDeclaredAt(start.plus(at))
                        .build();
        intents.add(intent);
        observe(
                at,
                NodeObservation.newBuilder(observed).setCordoned(true).setIntents(intents).build());
    }

    /// The heartbeats stop; the agent may say why.
    void stopBeating(Duration at, Goodbye word) {
        shifts.set(shifts.size() - 1, shifts.getLast().endingAt(at, word));
    }

    /// The cluster notices that the lease is not renewed.
    void losesLease(Duration at) {
        observe(
                at,
                NodeObservation.newBuilder(observed)
                        .setLease(LeaseState.STALE)
                        .setReady(ReadyState.NOT_READY)
                        .build());
    }

    /// The lease is renewed, the node is ready and nobody plans anything for it.
    void isWell(Duration at) {
        observe(
                at,
                NodeObservation.newBuilder(observed)
                        .setLease(LeaseState.FRESH)
                        .setReady(ReadyState.READY)
                        .setCordoned(false)
                        .setIntents(List.of())
                        .build());
    }

    /// The Node object is gone.
    void isDeleted(Duration at) {
        observe(at, NodeObservation.newBuilder(observed).setDeleted(true).build());
    }

    /// The machine boots, and its agent starts.
    void boots(Duration at, Kernel kernel) {
        shifts.add(Shift.open(at.plusSeconds(5), boot().next(node, at, kernel), 0));
        publishFacts(at.plusSeconds(4));
        publish(at.plusSeconds(4), topics.links(), network.links());
        isWell(at.plusSeconds(5));
    }

    /// The same agent goes on after a gap.
    void beatsAgain(Duration at) {
        shifts.add(Shift.open(at, boot(), shifts.getLast().nextSequence()));
    }

    /// Another run of the agent begins in the same boot.
    void agentStarts(Duration at) {
        shifts.add(Shift.open(at, boot(), 0));
    }

    void prints(Duration at, String text) {
        happenings.add(new Happening.Printed(at, node.key(), text));
    }

    void restarts(Duration at, PodRestart restart) {
        publish(at, topics.pods(), restart);
    }

    void losesPhantom(Duration at) {
        network = network.withoutPhantom();
        publish(at, topics.links(), network.links());
    }

    private void observe(Duration at, NodeObservation seen) {
        observed = seen;
        publish(at, topics.observers(), seen);
    }

    private void publishFacts(Duration at) {
        var facts = NodeFacts.newBuilder().setAttributes(node.facts(boot().kernel())).build();
        var key = node.key().source("agent");
        happenings.add(new Happening.Published<>(at, node.key(), topics.facts(), key, facts));
    }

    private <V extends SpecificRecord> void publish(Duration at, Topic<V> topic, V value) {
        var key = node.key().toString();
        happenings.add(new Happening.Published<>(at, node.key(), topic, key, value));
    }
}
