package dev.inquest.standalone.doctor;

import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.Advisory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether the operator's advisories mark the kernel that runs here.
final class AdvisoryCheck {

    private static final String ID = "kernel-advisory";

    private AdvisoryCheck() {}

    static Check of(Map<String, String> facts, Advisories advisories) {
        var kernel = facts.getOrDefault("kernel_release", "the kernel");
        if (advisories.list().isEmpty()) {
            return Check.note(
                    ID,
                    "no advisories were given for %s (--advisories)".formatted(kernel),
                    List.of());
        }
        var concerning = advisories.concerning(facts);
        if (concerning.isEmpty()) {
            return Check.fine(ID, "no advisory marks " + kernel);
        }
        var details = new ArrayList<>(concerning.stream().map(AdvisoryCheck::words).toList());
        var patches = facts.getOrDefault("livepatch", "");
        if (!patches.isEmpty()) {
            details.add("it is live-patched (%s), which may mend it already".formatted(patches));
        }
        return Check.attention(
                ID,
                "an advisory marks " + kernel,
                List.copyOf(details),
                concerning.stream().map(Advisory::remedy).toList());
    }

    private static String words(Advisory advisory) {
        return advisory.explanation().isEmpty()
                ? advisory.id() + ": " + advisory.title()
                : "%s: %s; %s".formatted(advisory.id(), advisory.title(), advisory.explanation());
    }
}
