package dev.inquest.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A set of kernel functions read from a resource, one per line: `name`, `prefix*`, `*suffix` or
/// `*part*`; `#` starts a comment. Data, so that a new helper function needs no new code.
///
/// Traces name the same few functions over and over, so answers are remembered, up to a bound.
final class FunctionSet {
    private static final int MOST_REMEMBERED = 8192;

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

    private final Set<String> names = new HashSet<>();
    private final TreeSet<String> prefixes = new TreeSet<>();
    private final List<String> suffixes = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

    private FunctionSet(List<String> entries) {
        entries.forEach(this::add);
        dropLongerPrefixes();
    }

    /// A set of the functions that these entries name.
    static FunctionSet of(String... entries) {
        return new FunctionSet(List.of(entries));
    }

    private static FunctionSet read(String resource) {
        try (InputStream in = FunctionSet.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new FunctionSet(
                    text.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String entry) {
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

    /// Once no prefix begins another, the only one that can begin a name is the greatest that is
    /// not greater than the name.
    private void dropLongerPrefixes() {
        String shorter = null;
        for (String prefix : List.copyOf(prefixes)) {
            if (shorter != null && prefix.startsWith(shorter)) {
                prefixes.remove(prefix);
            } else {
                shorter = prefix;
            }
        }
    }

    boolean contains(String function) {
        Boolean known = remembered.get(function);
        if (known != null) {
            return known;
        }
        boolean found =
                names.contains(function) || hasPrefix(function) || hasSuffixOrPart(function);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(function, found);
        return found;
    }

    private boolean hasPrefix(String function) {
        String prefix = prefixes.floor(function);
        return prefix != null && function.startsWith(prefix);
    }

    private boolean hasSuffixOrPart(String function) {
        return suffixes.stream().anyMatch(function::endsWith)
                || parts.stream().anyMatch(function::contains);
    }
}
