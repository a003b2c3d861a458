package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;

/// Keeps names out that Confluent's registry gives another meaning: contexts and its placeholders.
final class SubjectName {

    private static final int LONGEST = 255;

    private SubjectName() {}

    static void require(String subject) {
        if (subject.isBlank() || subject.length() > LONGEST) {
            throw invalid("must have between 1 and %d characters".formatted(LONGEST));
        }
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw invalid("must not contain control characters");
        }
        if (subject.startsWith(":.")) {
            throw invalid("must not name a context, only the default one is served");
        }
        if (subject.equals("__GLOBAL") || subject.equals("__EMPTY")) {
            throw invalid("is reserved");
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(Reason.INVALID_SUBJECT, "The subject name " + why);
    }
}
