package dev.inquest.collectors.pull;

import java.util.List;

/// Finds what is new in the tail of a console that is fetched again and again.
///
/// Each fetch shows the last so many lines. Where the end of the last fetch is found in this one,
/// everything behind it is new; where it is not, everything is. The first line of a fetch may be
/// cut at its beginning and does not count; the last one may be cut at its end: it is given at
/// once, and again, whole, when it has grown.
final class TailWindow {

    /// Lines of the last fetch that are remembered.
    static final int REMEMBERED = 4096;

    /// Fewer lines in common are no proof, unless there were no more.
    private static final int ENOUGH = 3;

    /// What is new.
    ///
    /// @param lines not blank
    /// @param continues whether it was seen to follow what came before
    record News(List<String> lines, boolean continues) {}

    private long[] complete = new long[0];
    private String last = "";

    /// Takes the lines of a fetch.
    News take(List<String> fetched) {
        var lines = fetched.stream().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return new News(List.of(), false);
        }
        var known = overlap(lines);
        var continues = known > 0 || isAllThereWas(lines.getFirst());
        if (continues && known < lines.size() && lines.get(known).equals(last)) {
            known++;
        }
        remember(lines);
        return new News(lines.subList(known, lines.size()), continues);
    }

    /// The last fetch held one line, and this one begins with it.
    private boolean isAllThereWas(String first) {
        return complete.length == 0 && !last.isEmpty() && first.startsWith(last);
    }

    private void remember(List<String> lines) {
        last = lines.getLast();
        complete =
                lines.subList(Math.max(0, lines.size() - 1 - REMEMBERED), lines.size() - 1).stream()
                        .mapToLong(TailWindow::hash)
                        .toArray();
    }

    /// How many of these lines were complete in the last fetch already: the most of which that can
    /// be, because a console repeats itself less often than it is fetched.
    private int overlap(List<String> lines) {
        var now = lines.stream().mapToLong(TailWindow::hash).toArray();
        var matches = matches(complete, now);
        for (var end = now.length; end > 0; end--) {
            var match = matches[end];
            var enough = match >= Math.min(ENOUGH, complete.length);
            if (match > 0 && enough && (match >= complete.length - 1 || match >= end - 1)) {
                return end;
            }
        }
        return 0;
    }

    /// For each end within `now`: how many lines before it equal the last lines of `before`, read
    /// backwards. Linear in the number of lines, however they repeat (the Z algorithm over `before`
    /// and `now`, both reversed).
    private static int[] matches(long[] before, long[] now) {
        var reversed = reversed(before, now);
        var size = before.length;
        var z = new int[reversed.length];
        var left = 0;
        var right = 0;
        for (var i = 1; i < reversed.length; i++) {
            var most = i < size ? size - i : Math.min(size, reversed.length - i);
            var same = i < right ? Math.min(most, Math.min(right - i, z[i - left])) : 0;
            while (same < most && reversed[same] == reversed[i + same]) {
                same++;
            }
            z[i] = same;
            if (i + same > right) {
                left = i;
                right = i + same;
            }
        }
        var matches = new int[now.length + 1];
        for (var end = 1; end <= now.length; end++) {
            matches[end] = size == 0 ? 0 : z[size + now.length - end];
        }
        return matches;
    }

    private static long[] reversed(long[] before, long[] now) {
        var reversed = new long[before.length + now.length];
        for (var i = 0; i < before.length; i++) {
            reversed[i] = before[before.length - 1 - i];
        }
        for (var i = 0; i < now.length; i++) {
            reversed[before.length + i] = now[now.length - 1 - i];
        }
        return reversed;
    }

    /// FNV-1a over the characters: two lines of a console do not meet by chance.
    private static long hash(String line) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
