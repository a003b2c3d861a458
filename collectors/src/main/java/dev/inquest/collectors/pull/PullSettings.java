package dev.inquest.collectors.pull;

import dev.inquest.schemas.wire.NodeStateName;
import java.time.Duration;
import java.util.Set;

/// How consoles are fetched.
///
/// @param command what is run
/// @param decode what its output must go through first
/// @param every how long after one pull of a node the next one comes
/// @param most pulls of a node while it stays in trouble
/// @param timeout how long the command may take
/// @param atOnce commands that may run at the same time
/// @param states of a node in which its console is fetched
public record PullSettings(
        CommandTemplate command,
        Decoding decode,
        Duration every,
        int most,
        Duration timeout,
        int atOnce,
        Set<NodeStateName> states) {

    public static final Duration DEFAULT_EVERY = Duration.ofSeconds(60);
    public static final int DEFAULT_MOST = 15;
    public static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);
    public static final int MAX_AT_ONCE = 8;

    /// The states in which nobody but its console can tell what has become of a node.
    public static final Set<NodeStateName> DEFAULT_STATES =
            Set.of(
                    NodeStateName.SILENT,
                    NodeStateName.UNOBSERVED,
                    NodeStateName.ISOLATED,
                    NodeStateName.WEDGED,
                    NodeStateName.PANICKED,
                    NodeStateName.DUMPING,
                    NodeStateName.HUNG);

    /// What the output goes through before it is text.
    public enum Decoding {
        NONE,
        BASE64
    }

    public PullSettings {
        states = Set.copyOf(states);
    }
}
