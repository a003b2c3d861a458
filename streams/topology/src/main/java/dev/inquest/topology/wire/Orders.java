package dev.inquest.topology.wire;

import dev.inquest.detection.fleet.Order;
import dev.inquest.detection.fleet.Silence;
import dev.inquest.detection.fleet.Silence.Kind;
import dev.inquest.detection.fleet.Silence.Subject;
import dev.inquest.schemas.wire.OperatorAction;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what people said off the wire, and names it there.
public final class Orders {

    private static final String ACKNOWLEDGE = "acknowledge/";
    private static final String SILENCE = "silence/";

    private Orders() {}

    /// The key under which a finding is acknowledged.
    public static String acknowledgeKey(String finding) {
        return ACKNOWLEDGE + finding;
    }

    /// The key under which something is silenced.
    public static String silenceKey(Subject subject) {
        return SILENCE + subject.kind().name().toLowerCase(Locale.ROOT) + "/" + subject.name();
    }

    /// What a record of the topic says to the fleet application; nothing where it speaks to others.
    ///
    /// @param action null takes back what was said under the key
    /// @param at when it was said
    /// @throws IllegalArgumentException when key and action do not fit, or it has no end
    public static Optional<Order> read(String key, @Nullable OperatorAction action, Instant at) {
        if (action == null) {
            return takenBack(key);
        }
        return switch (action.getKind()) {
            case INTENT -> Optional.empty();
            case ACKNOWLEDGE -> {
                require(key.equals(acknowledgeKey(action.getTarget())), key);
                var by = new Order.Acknowledged(action.getBy(), action.getReason(), at);
                yield Optional.of(new Order.Acknowledge(action.getTarget(), by));
            }
            case SILENCE -> silence(key, action, at);
        };
    }

    private static Optional<Order> silence(String key, OperatorAction action, Instant at) {
        var subject = new Subject(Kind.valueOf(action.getScope().name()), action.getTarget());
        require(key.equals(silenceKey(subject)), key);
        var until = action.getUntil();
        if (until == null) {
            throw new IllegalArgumentException("a silence without an end: " + key);
        }
        return until.isAfter(at)
                ? Optional.of(
                        new Order.Keep(
                                new Silence(subject, action.getBy(), action.getReason(), until)))
                : Optional.empty();
    }

    private static Optional<Order> takenBack(String key) {
        if (key.startsWith(ACKNOWLEDGE)) {
            return Optional.of(new Order.Unacknowledge(key.substring(ACKNOWLEDGE.length())));
        }
        if (!key.startsWith(SILENCE)) {
            return Optional.empty();
        }
        var rest = key.substring(SILENCE.length());
        var slash = rest.indexOf('/');
        require(slash > 0, key);
        var kind = Kind.valueOf(rest.substring(0, slash).toUpperCase(Locale.ROOT));
        return Optional.of(new Order.Lift(new Subject(kind, rest.substring(slash + 1))));
    }

    private static void require(boolean fits, String key) {
        if (!fits) {
            throw new IllegalArgumentException("the key does not fit what is asked: " + key);
        }
    }
}
