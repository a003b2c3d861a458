package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;

/// The ways a client may name a version: by number, or the latest.
public sealed interface VersionName {

    record Exactly(int number) implements VersionName {

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    record Latest() implements VersionName {

        @Override
        public String toString() {
            return "latest";
        }
    }

    /// Confluent also takes -1 for the latest.
    static VersionName of(String text) {
        if (text.equals("latest") || text.equals("-1")) {
            return new Latest();
        }
        if (text.matches("[1-9][0-9]{0,8}")) {
            return new Exactly(Integer.parseInt(text));
        }
        throw new Refusal(
                Reason.INVALID_VERSION,
                "'%s' is not a version: it must be a number from 1, or \"latest\"".formatted(text));
    }
}
