package dev.inquest.collectors.pull;

import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.NodeStateName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides whose console is fetched when: first when a node gets into trouble, then at intervals,
/// so many times and no more, until it is well again.
///
/// Nothing is asked of the clock here; times are by a monotonic clock, in nanoseconds.
final class PullPlan {

    /// Nodes watched at once; further ones in trouble wait until others are well.
    static final int MOST = 4096;

    private final PullSettings settings;
    private final Map<NodeKey, Trouble> troubled = new HashMap<>();
    private final Set<NodeKey> underWay = new HashSet<>();
    private long leftOut;

    /// A pull that is due.
    record Pull(NodeKey node, Map<String, String> attributes) {}

    private record Trouble(Map<String, String> attributes, int pulls, long due) {}

    PullPlan(PullSettings settings) {
        this.settings = settings;
    }

    /// Takes what a node is now.
    void state(NodeKey node, NodeStateName state, Map<String, String> attributes, long now) {
        if (!settings.states().contains(state)) {
            troubled.remove(node);
            return;
        }
        var known = troubled.get(node);
        if (known != null) {
            troubled.put(node, new Trouble(attributes, known.pulls(), known.due()));
        } else if (troubled.size() < MOST) {
            troubled.put(node, new Trouble(attributes, 0, now));
        } else {
            leftOut++;
        }
    }

    /// The node is gone.
    void gone(NodeKey node) {
        troubled.remove(node);
    }

    /// Whether a node is in trouble.
    boolean isWatched(NodeKey node) {
        return troubled.containsKey(node);
    }

    /// The pulls to begin now, those that wait longest first; each counts as begun.
    List<Pull> due(long now) {
        var room = settings.atOnce() - underWay.size();
        if (room <= 0) {
            return List.of();
        }
        var next =
                troubled.entrySet().stream()
                        .filter(entry -> isDue(entry.getKey(), entry.getValue(), now))
                        .sorted(Comparator.comparingLong(entry -> entry.getValue().due() - now))
                        .limit(room)
                        .toList();
        var pulls = new ArrayList<Pull>(next.size());
        for (var entry : next) {
            underWay.add(entry.getKey());
            pulls.add(new Pull(entry.getKey(), entry.getValue().attributes()));
        }
        return pulls;
    }

    private boolean isDue(NodeKey node, Trouble trouble, long now) {
        return trouble.pulls() < settings.most()
                && trouble.due() - now <= 0
                && !underWay.contains(node);
    }

    /// A pull came to its end, well or not.
    void done(NodeKey node, long now) {
        underWay.remove(node);
        var trouble = troubled.get(node);
        if (trouble != null) {
            var due = now + settings.every().toNanos();
            troubled.put(node, new Trouble(trouble.attributes(), trouble.pulls() + 1, due));
        }
    }

    /// How often a node could not be watched because too many were.
    long leftOut() {
        return leftOut;
    }
}
