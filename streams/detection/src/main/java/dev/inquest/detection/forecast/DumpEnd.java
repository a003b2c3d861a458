package dev.inquest.detection.forecast;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What kdump's own settings do once the dump is written, or could not be: both reboot unless told
/// otherwise.
///
/// @param finalAction after a dump; empty when not set
/// @param failureAction after a dump that could not be saved; empty when not set
record DumpEnd(String finalAction, String failureAction) {

    private static final Set<String> STAYS = Set.of("halt", "poweroff", "shell");

    static DumpEnd of(CrashFacts node) {
        return new DumpEnd(node.get("kdump_final_action"), node.get("kdump_failure_action"));
    }

    /// Whether the node does not come back although the dump was written.
    boolean staysDown() {
        return stays(finalAction);
    }

    String setting() {
        return "kdump's final action is " + finalAction;
    }

    /// What a reader should know of the settings; empty when they are the usual ones.
    Optional<String> reason() {
        if (stays(failureAction)) {
            return Optional.of(
                    "a dump that cannot be saved leaves it down: kdump's failure action is "
                            + failureAction);
        }
        return failureAction.isEmpty()
                ? Optional.empty()
                : Optional.of("after a dump that cannot be saved: " + failureAction);
    }

    private static boolean stays(String action) {
        return STAYS.contains(action.toLowerCase(Locale.ROOT));
    }
}
