package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a story makes of its fleet, as a pure function of story time: the same story tells the same
/// records in the same order on every run.
public final class Simulation {

    private static final Comparator<Happening> IN_TIME = Comparator.comparing(Happening::at);

    private record Pulse(FleetNode node, List<Shift> shifts) {}

    private final Topics topics;
    private final List<Pulse> pulses;
    private final List<Happening> happenings;

    private Simulation(Topics topics, List<Pulse> pulses, List<Happening> happenings) {
        this.topics = topics;
        this.pulses = pulses;
        this.happenings = happenings;
    }

    /// Plays all acts of the story.
    ///
    /// @param start the moment that is zero in story time
    public static Simulation of(Story story, Topics topics, Instant start) {
        var lives = new LinkedHashMap<NodeKey, Life>();
        for (var node : story.fleet().nodes()) {
            lives.put(node.key(), new Life(node, topics, start));
        }
        story.acts().stream()
                .sorted(Comparator.comparing(Act::at))
                .forEach(act -> act.play(life(act.node(), lives)));
        var pulses =
                story.fleet().nodes().stream()
                        .map(node -> new Pulse(node, life(node, lives).shifts()))
                        .toList();
        var happenings =
                lives.values().stream()
                        .flatMap(life -> life.happenings().stream())
                        .sorted(IN_TIME)
                        .toList();
        return new Simulation(topics, pulses, happenings);
    }

    private static Life life(FleetNode node, Map<NodeKey, Life> lives) {
        var life = lives.get(node.key());
        if (life == null) {
            throw new IllegalArgumentException(node.key() + " is not in the fleet");
        }
        return life;
    }

    /// Everything that happens after one moment, up to and with another, in the order of time.
    public List<Happening> between(Duration after, Duration upTo) {
        var found = new ArrayList<>(happenings.subList(firstAfter(after), firstAfter(upTo)));
        pulses.stream().flatMap(pulse -> beats(pulse, after, upTo)).forEach(found::add);
        found.sort(IN_TIME);
        return found;
    }

    private Stream<Happening> beats(Pulse pulse, Duration after, Duration upTo) {
        return pulse.shifts().stream()
                .flatMap(shift ->
                        shift.beats(after, upTo).stream()
                                .map(beat -> published(pulse.node(), shift, beat)));
    }

    private Happening published(FleetNode node, Shift shift, Shift.Beat beat) {
        var heartbeat =
                Heartbeat.newBuilder()
                        .setSequence(beat.sequence())
                        .setBootId(shift.boot().id())
                        .setUptimeMs(beat.at().minus(shift.boot().since()).toMillis())
                        .setGoodbye(beat.goodbye())
                        .setVitals(node.load().at(beat.at()))
                        .build();
        var key = node.key();
        return new Happening.Published<>(
                beat.at(), key, topics.heartbeats(), key.toString(), heartbeat);
    }

    private int firstAfter(Duration moment) {
        var low = 0;
        var high = happenings.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (happenings.get(middle).at().compareTo(moment) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
