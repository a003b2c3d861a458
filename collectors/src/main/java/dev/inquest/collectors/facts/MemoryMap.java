package dev.inquest.collectors.facts;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The physical memory map of `/proc/iomem`. Who may not see addresses is shown zeros, and then it
/// says nothing.
record MemoryMap(List<String> lines) {

    private static final int MAX_RANGES = 16;
    private static final Pattern LINE =
            Pattern.compile("^ *([0-9a-f]{1,15})-([0-9a-f]{1,15}) : (.{1,100})$");

    /// The sizes of all ranges of this name together.
    Optional<Long> bytes(String name) {
        var bytes = ranges(name, lines.size()).mapToLong(MemoryMap::size).sum();
        return bytes > 0 ? Optional.of(bytes) : Optional.empty();
    }

    /// The ranges of this name, joined by commas; at most 16.
    Optional<String> ranges(String name) {
        var text =
                ranges(name, MAX_RANGES)
                        .map(range -> range.group(1) + "-" + range.group(2))
                        .collect(Collectors.joining(","));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Stream<MatchResult> ranges(String name, int most) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(line -> line.matches() && line.group(3).equals(name))
                .map(line -> line.toMatchResult())
                .filter(range -> size(range) > 1)
                .limit(most);
    }

    private static long size(MatchResult range) {
        var from = Long.parseLong(range.group(1), 16);
        return Math.max(0, Long.parseLong(range.group(2), 16) - from + 1);
    }
}
