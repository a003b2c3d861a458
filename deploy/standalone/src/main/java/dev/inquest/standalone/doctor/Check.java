package dev.inquest.standalone.doctor;

import dev.inquest.detection.cases.Remedy;
import java.util.List;

/// One thing that was looked at, and what was found.
///
/// @param id stable name, such as `taints`
/// @param title what was found, in one line
/// @param details what it rests on
/// @param remedies what to do about it; empty when there is nothing to do
public record Check(
        String id, Level level, String title, List<String> details, List<Remedy> remedies) {

    /// How a check came out.
    public enum Level {
        /// As it should be.
        FINE,
        /// Worth knowing; nobody needs to act.
        NOTE,
        /// Somebody should do something about it.
        ATTENTION
    }

    public Check {
        details = List.copyOf(details);
        remedies = List.copyOf(remedies);
    }

    static Check fine(String id, String title) {
        return new Check(id, Level.FINE, title, List.of(), List.of());
    }

    static Check note(String id, String title, List<String> details) {
        return new Check(id, Level.NOTE, title, details, List.of());
    }

    static Check attention(String id, String title, List<String> details, List<Remedy> remedies) {
        return new Check(id, Level.ATTENTION, title, details, remedies);
    }
}
