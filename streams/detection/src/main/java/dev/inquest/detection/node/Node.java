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
///
/// @param unattributed what came under its name and cannot be its own
public record Node(
        NodeId id,
        NodeState state,
        Presence presence,
        Attributes attributes,
        Surroundings surroundings,
        CrashTrail trail,
        Optional<Links> links,
        Casebook cases,
        Journal journal,
        Optional<Unattributed> unattributed) {

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
                Journal.EMPTY,
                Optional.empty());
    }

    /// Whether an agent ever spoke for it.
    public boolean hasAgent() {
        return presence.lastHeartbeat().isPresent();
    }

    /// When it was last heard, by heartbeat or, without an agent, by its lease.
    public Instant lastHeard() {
        return presence.lastHeartbeat().orElseGet(surroundings::lastRenewed);
    }

    /// What is on it beside its facts.
    public Inventory inventory() {
        return Inventory.of(this);
    }

    /// What neither its agent nor its cluster's collector can see.
    public List<String> blind() {
        return Stream.concat(presence.blind().stream(), surroundings.blind().stream())
                .distinct()
                .toList();
    }

    /// Whether kernel text is of the present: fresh, and of the boot whose heartbeats come.
    public boolean hears(Kernel event) {
        return event.isFresh() && !isOfAnotherBoot(event);
    }

    private boolean isOfAnotherBoot(Kernel event) {
        return event.bootId()
                .map(boot -> presence.bootId().isPresent() && !presence.isCurrent(boot))
                .orElse(event.isKeptOverReboots());
    }

    /// Whether kernel text was kept over the last reboot and tells how it came about.
    boolean tellsOfTheLifeBefore(Kernel event) {
        return event.isKeptOverReboots()
                && event.bootId().map(presence::isTheOneBefore).orElse(true)
                && state instanceof NodeState.Rebooted;
    }

    /// Whether kernel text was kept over a reboot of which no heartbeat has told yet.
    boolean tellsHowThisLifeEnded(Kernel event) {
        return event.isKeptOverReboots()
                && !event.isFresh()
                && event.bootId().map(presence::isCurrent).orElse(false);
    }

    /// Whether the kernel release that the facts name is that of the current boot.
    boolean releaseIsOfThisBoot() {
        var first = presence.recentBoots().size() <= 1;
        return attributes
                .releaseAt()
                .map(at ->
                        first
                                || presence.bootedAt()
                                        .map(booted -> !at.isBefore(booted))
                                        .orElse(false))
                .orElse(false);
    }

    /// What it remembers once this is known; its state is judged apart.
    Node remember(Event event) {
        return switch (event) {
            case Heartbeat heartbeat -> with(presence.after(heartbeat, state.since()));
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
                journal,
                fresh.unattributed);
    }

    Node with(NodeState next) {
        return copy(next, presence, attributes, surroundings, trail, links);
    }

    Node with(Presence next) {
        return copy(state, next, attributes, surroundings, trail, links);
    }

    Node with(CrashTrail next) {
        return copy(state, presence, attributes, surroundings, next, links);
    }

    private Node with(Attributes next) {
        return copy(state, presence, next, surroundings, trail, links);
    }

    private Node with(Surroundings next) {
        return copy(state, presence, attributes, next, trail, links);
    }

    private Node withLinks(Links next) {
        return copy(state, presence, attributes, surroundings, trail, Optional.of(next));
    }

    private Node copy(
            NodeState nextState,
            Presence nextPresence,
            Attributes nextAttributes,
            Surroundings nextSurroundings,
            CrashTrail nextTrail,
            Optional<Links> nextLinks) {
        return new Node(
                id,
                nextState,
                nextPresence,
                nextAttributes,
                nextSurroundings,
                nextTrail,
                nextLinks,
                cases,
                journal,
                unattributed);
    }

    /// The same with other cases.
    public Node with(Casebook next) {
        return told(next, journal, unattributed);
    }

    /// The same with another journal.
    public Node with(Journal next) {
        return told(cases, next, unattributed);
    }

    /// The same with one more event that cannot be its own.
    Node refusing(Unattributed next) {
        return told(cases, journal, Optional.of(next));
    }

    private Node told(Casebook nextCases, Journal nextJournal, Optional<Unattributed> next) {
        return new Node(
                id,
                state,
                presence,
                attributes,
                surroundings,
                trail,
                links,
                nextCases,
                nextJournal,
                next);
    }
}
