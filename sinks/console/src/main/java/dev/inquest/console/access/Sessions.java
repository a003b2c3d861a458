package dev.inquest.console.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Browsers that have shown the token once. Their cookie is a random number and never the token.
final class Sessions {

    static final Duration LASTS = Duration.ofHours(12);
    static final int MOST = 1_000;

    private static final int BYTES = 32;

    private final Access.Token token;
    private final InstantSource clock;
    private final SecureRandom random;

    // Guarded by the lock; oldest first.
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    Sessions(Access.Token token, InstantSource clock, SecureRandom random) {
        this.token = token;
        this.clock = clock;
        this.random = random;
    }

    /// A session for whoever offers the token. Wrong ones are not counted: a token of this length
    /// cannot be guessed, and a count over all clients would let anybody keep everybody out.
    Optional<String> logIn(String offered) {
        if (!token.matches(offered)) {
            return Optional.empty();
        }
        lock.lock();
        try {
            return Optional.of(begin(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    private String begin(Instant now) {
        var number = new byte[BYTES];
        random.nextBytes(number);
        var session = Base64.getUrlEncoder().withoutPadding().encodeToString(number);
        ends.values().removeIf(end -> !end.isAfter(now));
        if (ends.size() >= MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
        ends.put(session, now.plus(LASTS));
        return session;
    }

    boolean isOpen(String session) {
        lock.lock();
        try {
            return Optional.ofNullable(ends.get(session))
                    .filter(end -> end.isAfter(clock.instant()))
                    .isPresent();
        } finally {
            lock.unlock();
        }
    }
}
