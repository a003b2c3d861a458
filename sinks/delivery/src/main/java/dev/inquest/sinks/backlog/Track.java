package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// One finding's notices: what was told, what is under way, what waits. A finding that flaps while
/// its receiver is away has one waiting notice for each opening and each end.
final class Track {

    private final Deque<Step> waiting = new ArrayDeque<>(2);
    private Optional<Step> underWay = Optional.empty();
    private Optional<Told> told = Optional.empty();
    private boolean settling;

    Optional<Told> told() {
        return told;
    }

    /// What was told, if that it is open.
    Optional<Told.Open> toldOpen() {
        return told.filter(Told.Open.class::isInstance).map(Told.Open.class::cast);
    }

    /// Whether it may be open at the receiver although nobody remembers telling it.
    boolean mayBeOpen() {
        return isIdle() && told.filter(Told.Perhaps.class::isInstance).isPresent();
    }

    /// Whether all it has to tell is an end whose beginning nobody remembers telling.
    boolean isOnlyToBeSure() {
        return toldOpen().isEmpty()
                && !waiting.isEmpty()
                && waiting.stream().noneMatch(step -> step.change().isOpen());
    }

    void told(Told now) {
        told = Optional.of(now);
    }

    void forget() {
        told = Optional.empty();
    }

    Optional<Step> underWay() {
        return underWay;
    }

    Optional<Step> next() {
        return Optional.ofNullable(waiting.peekFirst());
    }

    Optional<Step> last() {
        return Optional.ofNullable(waiting.peekLast());
    }

    void enqueue(Step step) {
        waiting.addLast(step);
    }

    /// Puts a newer step in the place of the last one.
    void replaceLast(Step step) {
        waiting.removeLast();
        waiting.addLast(step);
    }

    void removeLast() {
        waiting.removeLast();
    }

    /// Whether a notice can be given now: the one before is answered, and that is committed.
    boolean isFree() {
        return underWay.isEmpty() && !settling;
    }

    void begin(Step step) {
        waiting.removeFirst();
        underWay = Optional.of(step);
    }

    /// The step was answered and is over; nothing further is given until that is committed.
    void settle() {
        underWay = Optional.empty();
        settling = true;
    }

    void settled() {
        settling = false;
    }

    /// The step under way is over, and there is nothing to commit.
    void end() {
        underWay = Optional.empty();
    }

    /// The step under way goes back to the front.
    void putBack(Step step) {
        end();
        waiting.addFirst(step);
    }

    /// Puts another step in the place of the first one that waits; nothing is under way any more.
    void replaceFirst(Step step) {
        end();
        waiting.removeFirst();
        waiting.addFirst(step);
    }

    /// Whether the receiver takes the finding for open once everything that waits was told.
    boolean endsOpen() {
        return last().or(() -> underWay)
                .map(step -> step.change().isOpen())
                .orElseGet(() -> toldOpen().isPresent());
    }

    /// The last state of the finding that is or will be told.
    Optional<Finding> latest() {
        return last().or(() -> underWay).map(Step::finding).or(() -> told.flatMap(Track::finding));
    }

    private static Optional<Finding> finding(Told told) {
        return switch (told) {
            case Told.Open open -> Optional.of(open.finding());
            case Told.Perhaps perhaps -> Optional.of(perhaps.finding());
            case Told.Over _ -> Optional.empty();
        };
    }

    boolean isIdle() {
        return waiting.isEmpty() && underWay.isEmpty();
    }

    /// Whether nothing is known of the finding.
    boolean isBlank() {
        return isIdle() && told.isEmpty() && !settling;
    }
}
