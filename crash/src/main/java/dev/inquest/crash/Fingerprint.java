package dev.inquest.crash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A short name for the bug itself: the same on every machine, and the same when one bug shows
/// under several titles, as a bad pointer may fault in one build and trip a sanitizer in another.
final class Fingerprint {
    private static final int BYTES = 8;

    private record Group(String name, List<String> titles) {}

    private static final List<Group> GROUPS =
            List.of(
                    new Group(
                            "bad access",
                            List.of(
                                    "BUG: unable to handle kernel ",
                                    "general protection fault",
                                    "KASAN: ",
                                    "KFENCE: ",
                                    "Internal error",
                                    "Unhandled fault")),
                    new Group(
                            "stall",
                            List.of(
                                    "INFO: rcu detected stall",
                                    "BUG: soft lockup",
                                    "BUG: hard lockup")),
                    new Group("hang", List.of("INFO: task hung", "INFO: task can't die")),
                    new Group(
                            "stack overflow",
                            List.of("BUG: stack guard page", "kernel panic: corrupted stack end")));

    private Fingerprint() {}

    static String of(Title title) {
        byte[] key = key(title).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256(key), 0, BYTES);
    }

    private static String key(Title title) {
        for (Group group : GROUPS) {
            if (title.frame().isPresent()
                    && group.titles().stream().anyMatch(title.text()::startsWith)) {
                return group.name() + " in " + title.frame().get();
            }
        }
        return title.text();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
