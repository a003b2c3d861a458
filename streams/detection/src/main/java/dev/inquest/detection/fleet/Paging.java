package dev.inquest.detection.fleet;

/// Whether a finding may wake somebody, and why or why not.
public record Paging(boolean pages, String reason) {

    static final Paging SPOKEN_FOR = new Paging(false, "its parent speaks for it");

    static final Paging NO_WITNESS =
            new Paging(
                    false,
                    "held back: heartbeats still come, or neither the console nor a lease confirms"
                            + " that they are missing");

    static Paging yes(String reason) {
        return new Paging(true, reason);
    }
}
