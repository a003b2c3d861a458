package dev.inquest.detection.forecast;

import java.time.Duration;

/// What a kernel does after a panic when no capture kernel takes over.
sealed interface AfterPanic {

    /// Longer than this, "rebooting in N seconds" is a hang for whoever waits for the node.
    Duration LONGEST_WAIT = Duration.ofHours(1);

    /// In the words of the outcome's cause, without numbers.
    String words();

    /// With this node's numbers.
    String reason();

    /// It reboots by itself.
    record Reboots(long seconds) implements AfterPanic {
        @Override
        public String words() {
            return "the node reboots";
        }

        @Override
        public String reason() {
            return seconds < 0
                    ? "kernel.panic is %d: it reboots at once".formatted(seconds)
                    : "kernel.panic is %d: it reboots after %d s".formatted(seconds, seconds);
        }
    }

    /// It stays down, and a hardware watchdog that nobody feeds any more resets it.
    record IsReset(String watchdog) implements AfterPanic {
        @Override
        public String words() {
            return "the node stays down until its hardware watchdog resets it";
        }

        @Override
        public String reason() {
            return "kernel.panic is 0: it stays down until the hardware watchdog (%s) resets it"
                    .formatted(watchdog);
        }
    }

    /// It stays down until somebody comes.
    record StaysDown() implements AfterPanic {
        @Override
        public String words() {
            return "kernel.panic is 0, so the node stays down";
        }

        @Override
        public String reason() {
            return "kernel.panic is 0: it stays down until somebody resets it";
        }
    }

    /// It reboots, but so late that nobody waits for it.
    record WaitsForHours(long seconds) implements AfterPanic {
        @Override
        public String words() {
            return "kernel.panic is over an hour, so the node stays down";
        }

        @Override
        public String reason() {
            return "kernel.panic is %d: it stays down for %d h".formatted(seconds, seconds / 3600);
        }
    }

    /// The facts do not say.
    record Untold(String why) implements AfterPanic {
        @Override
        public String words() {
            return why;
        }

        @Override
        public String reason() {
            return why;
        }
    }

    /// What these facts say.
    static AfterPanic of(CrashFacts node) {
        if (node.arch().equals("s390x")) {
            return new Untold("on s390x the shutdown actions decide, which are not read");
        }
        var timeout = node.panicTimeout();
        if (timeout.isEmpty()) {
            return new Untold("kernel.panic is not known");
        }
        var seconds = timeout.getAsLong();
        if (seconds != 0 && seconds <= LONGEST_WAIT.toSeconds()) {
            return new Reboots(seconds);
        }
        var watchdog = node.get("hardware_watchdog");
        if (!watchdog.isEmpty()) {
            return new IsReset(watchdog);
        }
        return seconds == 0 ? new StaysDown() : new WaitsForHours(seconds);
    }
}
