package dev.inquest.standalone.demo.summary;

import static dev.inquest.schemas.wire.NodeStateName.LIVE;
import static dev.inquest.schemas.wire.NodeStateName.PLANNED;
import static dev.inquest.schemas.wire.NodeStateName.REBOOTED;
import static dev.inquest.schemas.wire.NodeStateName.UNOBSERVED;

import dev.inquest.schemas.wire.NodeChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Folds what detection said of each node into the absences that it deliberately woke nobody for.
///
/// It knows nothing but [NodeChange] records; an absence that detection blames on a fault is not
/// among them.
public final class NotPaged {

    private record Course(long number, boolean excused, List<String> causes, NodeChange last) {}

    private final Map<String, Course> courses = new TreeMap<>();
    private final List<Absence> absences = new ArrayList<>();

    /// Takes in one change; a number seen before is a repetition.
    public void add(NodeChange change) {
        var before = courses.get(change.getNode());
        if (before != null && change.getNumber() <= before.number()) {
            return;
        }
        var course = course(Optional.ofNullable(before), change);
        courses.put(change.getNode(), course);
        reason(change, course)
                .ifPresent(reason ->
                        absences.add(
                                new Absence(
                                        change.getNode(), reason, change.getAt(), cause(course))));
    }

    private static Course course(Optional<Course> before, NodeChange change) {
        var causes = new ArrayList<String>();
        if (change.getFrom() != LIVE && change.getFrom() != REBOOTED) {
            before.ifPresent(course -> causes.addAll(course.causes()));
        }
        if (moved(change)) {
            change.getCauses().stream().limit(1).forEach(causes::add);
        }
        return new Course(change.getNumber(), isExcused(change), List.copyOf(causes), change);
    }

    private static boolean isExcused(NodeChange change) {
        return change.getTo() == PLANNED || change.getTo() == UNOBSERVED;
    }

    private static boolean moved(NodeChange change) {
        return change.getFrom() != change.getTo() || change.getReboot() != null;
    }

    private static Optional<Reason> reason(NodeChange change, Course course) {
        if (change.getFrom() == change.getTo()) {
            return Optional.empty();
        }
        return switch (change.getTo()) {
            case LIVE -> back(change);
            case REBOOTED -> rebooted(change);
            case STOPPED -> Optional.of(saysSpot(course) ? Reason.SPOT_RECLAIM : Reason.SCALE_DOWN);
            case LOST -> Optional.of(Reason.SPOT_RECLAIM).filter(_ -> saysSpot(course));
            case UNKNOWN,
                    UNOBSERVED,
                    PLANNED,
                    SILENT,
                    ISOLATED,
                    WEDGED,
                    PANICKED,
                    DUMPING,
                    HUNG,
                    REPLACED,
                    FORGOTTEN ->
                    Optional.empty();
        };
    }

    private static Optional<Reason> back(NodeChange change) {
        return switch (change.getFrom()) {
            case SILENT -> Optional.of(Reason.PAUSE);
            case UNOBSERVED -> Optional.of(Reason.AGENT_AWAY);
            default -> Optional.empty();
        };
    }

    private static Optional<Reason> rebooted(NodeChange change) {
        return Optional.ofNullable(change.getReboot())
                .flatMap(kind ->
                        switch (kind) {
                            case CLEAN -> Optional.of(Reason.PLANNED_REBOOT);
                            case UNCLEAR -> Optional.of(Reason.UNEXPLAINED_REBOOT);
                            case CRASHED -> Optional.<Reason>empty();
                        });
    }

    private static boolean saysSpot(Course course) {
        return course.causes().stream()
                .anyMatch(cause -> cause.toLowerCase(Locale.ROOT).contains("spot"));
    }

    private static String cause(Course course) {
        return course.causes().stream().distinct().collect(Collectors.joining("; "));
    }

    /// All absences so far, oldest first, and what is still away as planned.
    public List<Absence> absences() {
        var stillAway =
                courses.entrySet().stream()
                        .filter(course -> course.getValue().excused())
                        .map(course -> stillAway(course.getKey(), course.getValue()));
        return Stream.concat(absences.stream(), stillAway).toList();
    }

    private static Absence stillAway(String node, Course course) {
        var reason = course.last().getTo() == UNOBSERVED ? Reason.AGENT_AWAY : Reason.STILL_AWAY;
        return new Absence(node, reason, course.last().getAt(), cause(course));
    }

    /// The absences by reason, in the order of [Reason].
    public Map<Reason, List<Absence>> byReason() {
        return absences().stream()
                .collect(
                        Collectors.groupingBy(
                                Absence::reason,
                                () -> new EnumMap<>(Reason.class),
                                Collectors.toList()));
    }

    /// The counts in one line, such as "41 planned reboots, 1 pause".
    public String summary() {
        var words =
                byReason().entrySet().stream()
                        .map(entry -> entry.getKey().count(entry.getValue().size()))
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "nothing was away" : words;
    }
}
