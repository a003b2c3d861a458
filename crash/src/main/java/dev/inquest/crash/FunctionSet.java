package dev.inquest.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A set of kernel functions read from a resource, one per line: `name`, `prefix*`, `*suffix` or
/// `*part*`; `#` starts a comment. Data, so that a new helper function needs no new code.
record FunctionSet(
        Set<String> names, Set<String> prefixes, List<String> suffixes, List<String> parts) {

    /// Functions that report, check, allocate or lock for others: never to blame.
    static final FunctionSet HELPERS = read("helper-functions.txt");

    /// Where the kernel takes over from hardware: what is above it in a trace is the interrupt.
    static final FunctionSet INTERRUPT_ENTRIES = read("interrupt-entries.txt");

    /// Functions that dispatch work to others: the one they called names the work.
    static final FunctionSet DISPATCHERS = read("dispatchers.txt");

    /// Functions in which a task waits: not the reason why it waits.
    static final FunctionSet WAITS = read("wait-functions.txt");

    /// The clock tick and the interrupt that notice a stall.
    static final FunctionSet STALL_NOTICERS = read("stall-noticers.txt");

    /// A set of the functions that these entries name.
    static FunctionSet of(String... entries) {
        FunctionSet set = empty();
        List.of(entries).forEach(set::add);
        return set;
    }

    private static FunctionSet empty() {
        return new FunctionSet(
                new HashSet<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>());
    }

    private static FunctionSet read(String resource) {
        FunctionSet set = empty();
        try (InputStream in = FunctionSet.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines().forEach(set::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return set;
    }

    private void add(String line) {
        String entry = line.strip();
        if (entry.isEmpty() || entry.startsWith("#")) {
            return;
        }
        boolean open = entry.endsWith("*");
        if (entry.startsWith("*")) {
            String bare = entry.substring(1, open ? entry.length() - 1 : entry.length());
            (open ? parts : suffixes).add(bare);
        } else if (open) {
            prefixes.add(entry.substring(0, entry.length() - 1));
        } else {
            names.add(entry);
        }
    }

    boolean contains(String function) {
        return names.contains(function) || hasPrefix(function) || hasSuffixOrPart(function);
    }

    private boolean hasPrefix(String function) {
        for (int length = 1; length <= function.length(); length++) {
            if (prefixes.contains(function.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasSuffixOrPart(String function) {
        for (String suffix : suffixes) {
            if (function.endsWith(suffix)) {
                return true;
            }
        }
        for (String part : parts) {
            if (function.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
