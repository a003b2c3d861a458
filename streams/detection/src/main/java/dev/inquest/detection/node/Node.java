package dev.inquest.detection.node;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Facts;
import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.event.Event.Observation;
import dev.inquest.detection.event.Event.PodRestart;
import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One machine of the fleet: all its events joined, and what they amount to.
public record Node(
        NodeId id,
        NodeState state,
        Presence presence,
        Attributes attributes,
        Surroundings surroundings,
        CrashTrail trail,
        Optional<Links> links,
        Casebook cases,
        Journal journal) {

    /// A node of which nothing is known.
    public static Node unknown(NodeId id, Instant now) {
        return new Node(
                id,
                new NodeState.Unknown(now),
                Presence.NONE,
                Attributes.NONE,
                Surroundings.NONE,
                CrashTrail.NONE,
                Optional.empty(),
                Casebook.EMPTY,
                Journal.EMPTY);
    }

    /// Whether an agent ever spoke for it.
    public boolean hasAgent() {
        return presence.lastHeartbeat().isPresent();
    }

    /// When it was last heard, by heartbeat or, without an agent, by its lease.
    public Instant lastHeard() {
        return presence.lastHeartbeat().orElseGet(surroundings::lastRenewed);
    }

    /// What neither its agent nor its cluster's collector can see.
    public List<String> blind() {
        return Stream.concat(presence.blind().stream(), surroundings.blind().stream())
                .distinct()
                .toList();
    }

    /// What it remembers once this is known; its state is judged apart.
    Node remember(Event event) {
        return switch (event) {
            case Heartbeat heartbeat -> with(presence.after(heartbeat));
            case Facts facts -> with(attributes.after(facts));
            case Kernel kernel -> with(trail.after(kernel));
            case Links seen -> withLinks(seen);
            case PodRestart _ -> this;
            case Observation seen -> with(surroundings.after(seen));
        };
    }

    /// Another machine under the same name starts with nothing of the old one's but its number.
    Node anew(Instant now) {
        var fresh = unknown(id, now);
        return new Node(
                id,
                fresh.state,
                fresh.presence,
                fresh.attributes,
                fresh.surroundings,
                fresh.trail,
                fresh.links,
                cases,
                journal);
    }

    Node with(NodeState next) {
        return new Node(id, next, presence, attributes, surroundings, trail, links, cases, journal);
    }

    Node with(Presence next) {
        return new Node(id, state, next, attributes, surroundings, trail, links, cases, journal);
    }

    Node with(CrashTrail next) {
        return new Node(id, state, presence, attributes, surroundings, next, links, cases, journal);
    }

    /// The same with other cases.
    public Node with(Casebook next) {
        return new Node(id, state, presence, attributes, surroundings, trail, links, next, journal);
    }

    /// The same with another journal.
    public Node with(Journal next) {
        return new Node(id, state, presence, attributes, surroundings, trail, links, cases, next);
    }

    private Node with(Attributes next) {
        return new Node(id, state, presence, next, surroundings, trail, links, cases, journal);
    }

    private Node with(Surroundings next) {
        return new Node(id, state, presence, attributes, next, trail, links, cases, journal);
    }

    private Node withLinks(Links next) {
        return new Node(
                id,
                state,
                presence,
                attributes,
                surroundings,
                trail,
                Optional.of(next),
                cases,
                journal);
    }
}
