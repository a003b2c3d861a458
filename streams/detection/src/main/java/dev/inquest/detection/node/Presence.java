package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.event.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What heartbeats have told of a node: when it was last heard, in which boot, and how it felt.
///
/// @param recentBoots boot ids, newest last, at most four: an older one is a late heartbeat, not a
///   reboot
/// @param bootedAt when the current boot began
/// @param beatsSinceDoubt heartbeats of the current boot since something cast doubt on its life
/// @param grace how much later than usual its deadlines are, because time itself had a hole
public record Presence(
        Optional<Instant> lastHeartbeat,
        List<String> recentBoots,
        Optional<Instant> bootedAt,
        int beatsSinceDoubt,
        Optional<Vitals> vitals,
        List<String> blind,
        Duration grace) {

    private static final int BOOTS = 4;

    /// Nothing heard yet.
    public static final Presence NONE =
            new Presence(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    List.of(),
                    Duration.ZERO);

    /// The current boot.
    public Optional<String> bootId() {
        return recentBoots.isEmpty() ? Optional.empty() : Optional.of(recentBoots.getLast());
    }

    /// Whether a heartbeat is older than what is known: late, repeated, or of a boot gone by.
    boolean isStale(Heartbeat heartbeat) {
        var older = lastHeartbeat.map(last -> heartbeat.at().isBefore(last)).orElse(false);
        return older || (isKnown(heartbeat.bootId()) && !isCurrent(heartbeat.bootId()));
    }

    boolean isCurrent(String bootId) {
        return bootId().map(bootId::equals).orElse(false);
    }

    private boolean isKnown(String bootId) {
        return recentBoots.contains(bootId);
    }

    Presence after(Heartbeat heartbeat) {
        var sameBoot = isCurrent(heartbeat.bootId());
        return new Presence(
                Optional.of(heartbeat.at()),
                sameBoot ? recentBoots : withBoot(heartbeat.bootId()),
                sameBoot ? bootedAt : Optional.of(heartbeat.at().minus(heartbeat.uptime())),
                beatsSinceDoubt + 1,
                heartbeat.vitals().or(() -> vitals),
                heartbeat.blind(),
                Duration.ZERO);
    }

    private List<String> withBoot(String bootId) {
        var boots = new ArrayList<>(recentBoots);
        boots.add(bootId);
        return List.copyOf(boots.subList(Math.max(0, boots.size() - BOOTS), boots.size()));
    }

    /// Routine: the same, heard again at this time.
    Presence heard(Instant at, Optional<Vitals> now) {
        return new Presence(
                Optional.of(at),
                recentBoots,
                bootedAt,
                beatsSinceDoubt + 1,
                now,
                blind,
                Duration.ZERO);
    }

    /// Something said that this boot is over or dying: heartbeats must prove otherwise.
    Presence doubted() {
        return new Presence(lastHeartbeat, recentBoots, bootedAt, 0, vitals, blind, grace);
    }

    /// Whatever it was excused for is over.
    Presence unexcused() {
        return grace.isZero() ? this : excused(grace.negated());
    }

    /// Time had a hole: nobody is blamed for it.
    Presence excused(Duration hole) {
        return new Presence(
                lastHeartbeat,
                recentBoots,
                bootedAt,
                beatsSinceDoubt,
                vitals,
                blind,
                grace.plus(hole));
    }
}
