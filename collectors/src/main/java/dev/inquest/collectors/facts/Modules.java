package dev.inquest.collectors.facts;

import dev.inquest.collectors.host.HostFiles;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Kernel modules that did not come with the kernel: the first suspects of many a crash.
record Modules(HostFiles host) {

    private static final int MAX = 64;
    private static final Pattern OUT_OF_TREE =
            Pattern.compile("^(\\w{1,64}) .* \\([A-Z+-]*O[A-Z+-]*\\)$");

    /// Names with versions, such as `nvidia 535.104.05`, sorted, joined by commas; the first 64.
    Optional<String> outOfTree() {
        var modules =
                host.lines("proc/modules").stream()
                        .map(OUT_OF_TREE::matcher)
                        .filter(line -> line.matches())
                        .map(line -> line.group(1))
                        .sorted()
                        .limit(MAX)
                        .map(this::withVersion)
                        .collect(Collectors.joining(","));
        return modules.isEmpty() ? Optional.empty() : Optional.of(modules);
    }

    private String withVersion(String name) {
        return host.text("sys/module/" + name + "/version")
                .map(version -> name + " " + version)
                .orElse(name);
    }
}
