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
/// @param pause the last gap between two heartbeats of the current boot
/// @param rival heartbeats of a former boot that come beside those of the current one
public record Presence(
        Optional<Instant> lastHeartbeat,
        List<String> recentBoots,
        Optional<Instant> bootedAt,
        int beatsSinceDoubt,
        Optional<Vitals> vitals,
        List<String> blind,
        Duration grace,
        Optional<Pause> pause,
        Optional<Rival> rival) {

    private static final int BOOTS = 4;

    /// Quiet for so long, the current boot gives way to a rival that keeps coming.
    private static final Duration GIVES_WAY_AFTER = Duration.ofSeconds(40);

    /// Nothing heard yet.
    public static final Presence NONE =
            new Presence(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    List.of(),
                    Duration.ZERO,
                    Optional.empty(),
                    Optional.empty());

    /// The current boot.
    public Optional<String> bootId() {
        return recentBoots.isEmpty() ? Optional.empty() : Optional.of(recentBoots.getLast());
    }

    /// Whether a heartbeat is older than what is known: late, repeated, or of a boot gone by.
    boolean isStale(Heartbeat heartbeat) {
        return isLate(heartbeat)
                || (isKnown(heartbeat.bootId())
                        && !isCurrent(heartbeat.bootId())
                        && !takesOver(heartbeat));
    }

    private boolean isLate(Heartbeat heartbeat) {
        return lastHeartbeat.map(last -> heartbeat.at().isBefore(last)).orElse(false);
    }

    /// Of two machines under one name, one has gone: the other is the node from now on.
    private boolean takesOver(Heartbeat heartbeat) {
        var quiet = gap(heartbeat.at()).compareTo(GIVES_WAY_AFTER) > 0;
        return quiet
                && rival.map(other -> other.bootId().equals(heartbeat.bootId()) && other.insists())
                        .orElse(false);
    }

    /// A stale heartbeat changes nothing but what is known of a rival.
    Presence beside(Heartbeat stale) {
        if (isLate(stale)) {
            return this;
        }
        var known = rival.filter(other -> other.isContinuedBy(stale.bootId(), stale.at()));
        var next =
                known.map(other -> other.heard(stale.at()))
                        .orElseGet(() -> Rival.begin(stale.bootId(), stale.at()));
        return new Presence(
                lastHeartbeat,
                recentBoots,
                bootedAt,
                beatsSinceDoubt,
                vitals,
                blind,
                grace,
                pause,
                Optional.of(next));
    }

    /// Whether two machines beat under this name: a former boot keeps coming beside the current
    /// one.
    public boolean isDoubled() {
        return rival.filter(Rival::insists)
                .flatMap(other -> lastHeartbeat.map(last -> last.isAfter(other.since())))
                .orElse(false);
    }

    /// How long nothing has been heard, but for holes in time itself.
    private Duration gap(Instant now) {
        return lastHeartbeat
                .map(last -> Duration.between(last, now).minus(grace))
                .orElse(Duration.ZERO);
    }

    private Optional<Pause> pauseEndingWith(Heartbeat heartbeat) {
        return gap(heartbeat.at()).compareTo(Pause.SHORTEST) > 0
                ? lastHeartbeat.map(last -> new Pause(last, heartbeat.at()))
                : pause;
    }

    /// Whether this boot is the one before the current one.
    boolean isTheOneBefore(String bootId) {
        var boots = recentBoots.size();
        return boots > 1 && recentBoots.get(boots - 2).equals(bootId);
    }

    boolean isCurrent(String bootId) {
        return bootId().map(bootId::equals).orElse(false);
    }

    private boolean isKnown(String bootId) {
        return recentBoots.contains(bootId);
    }

    /// @param doubted when something last cast doubt on its life: what was sent before proves
    ///   nothing, however late it comes
    Presence after(Heartbeat heartbeat, Instant doubted) {
        var sameBoot = isCurrent(heartbeat.bootId());
        return new Presence(
                Optional.of(heartbeat.at()),
                sameBoot ? recentBoots : withBoot(heartbeat.bootId()),
                sameBoot ? bootedAt : Optional.of(heartbeat.at().minus(heartbeat.uptime())),
                heartbeat.at().isBefore(doubted) ? beatsSinceDoubt : beatsSinceDoubt + 1,
                heartbeat.vitals().or(() -> vitals),
                heartbeat.blind(),
                Duration.ZERO,
                sameBoot ? pauseEndingWith(heartbeat) : Optional.empty(),
                rival.filter(other -> !other.bootId().equals(heartbeat.bootId())));
    }

    private List<String> withBoot(String bootId) {
        var boots = new ArrayList<>(recentBoots);
        boots.remove(bootId);
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
                Duration.ZERO,
                pause,
                rival);
    }

    /// Something said that this boot is over or dying: heartbeats must prove otherwise.
    Presence doubted() {
        return new Presence(
                lastHeartbeat, recentBoots, bootedAt, 0, vitals, blind, grace, pause, rival);
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
                grace.plus(hole),
                pause,
                rival);
    }
}
