package dev.inquest.collectors.owners;

import dev.inquest.collectors.host.HostFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Lists processes out of `/proc`, bounded.
///
/// Names cost nothing to read. Command lines are read of few, because they lie in the process's own
/// memory, and reading that can wait for a process that is stuck.
record Processes(HostFiles host) {

    /// With more processes than this nobody can say that something does not run.
    static final int MAX = 32_768;

    private static final int MAX_ARGUMENTS = 256;

    /// The processes with such names; empty when there are too many to look at.
    Optional<List<RunningProcess>> named(Predicate<String> wanted) {
        var ids = host.names("proc").stream().filter(Processes::isId).limit(MAX + 1L).toList();
        if (ids.size() > MAX) {
            return Optional.empty();
        }
        var found = new ArrayList<RunningProcess>();
        for (var id : ids) {
            host.text("proc/" + id + "/comm")
                    .filter(wanted)
                    .map(name -> new RunningProcess(name, arguments(id)))
                    .ifPresent(found::add);
        }
        return Optional.of(found);
    }

    private List<String> arguments(String id) {
        var line = host.text("proc/" + id + "/cmdline").orElse("");
        return List.of(line.split("\0")).stream().limit(MAX_ARGUMENTS).toList();
    }

    private static boolean isId(String name) {
        return !name.isEmpty() && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
