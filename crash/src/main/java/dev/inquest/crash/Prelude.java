package dev.inquest.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Remembers the last few lines, because some reports are announced before the line that decides
/// them: "list_add corruption", "refcount_t: underflow".
final class Prelude {
    private static final int MOST_LINES = 12;
    private static final List<String> ANNOUNCEMENTS =
            List.of(
                    "corruption",
                    "refcount_t",
                    "usercopy",
                    "ODEBUG",
                    "buffer overflow",
                    "kobject",
                    "skb_",
                    "Trigger a crash");
    private static final String CUT = "[ cut here ]";

    private final Deque<KernelLine> recent = new ArrayDeque<>();

    void remember(KernelLine line) {
        if (recent.size() == MOST_LINES) {
            recent.removeFirst();
        }
        recent.addLast(line);
    }

    void forget() {
        recent.clear();
    }

    /// The lines of this caller that announced the report which this line opens.
    List<String> before(KernelLine head) {
        List<String> lines = new ArrayList<>();
        for (KernelLine line : recent) {
            if (line.kernel() == head.kernel() && line.context().equals(head.context())) {
                lines.add(line.text());
            }
        }
        int cut = lastCut(lines);
        List<String> after = lines.subList(cut + 1, lines.size());
        List<String> before = lines.subList(0, Math.max(cut, 0));
        List<String> prelude = new ArrayList<>(announcements(cut < 0 ? after : before));
        if (cut >= 0) {
            prelude.addAll(after);
        }
        return prelude;
    }

    private static int lastCut(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(CUT)) {
                return i;
            }
        }
        return -1;
    }

    /// At most the last two lines, as far as they announce something.
    private static List<String> announcements(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 2), lines.size()).stream()
                .filter(line -> ANNOUNCEMENTS.stream().anyMatch(line::contains))
                .toList();
    }
}
