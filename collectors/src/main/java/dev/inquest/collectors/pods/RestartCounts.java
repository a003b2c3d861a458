package dev.inquest.collectors.pods;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Remembers how often each container had been restarted when it was last looked at, over a restart
/// of our own.
///
/// Only what was seen in the last look is kept, so what is gone is forgotten.
final class RestartCounts {

    /// Containers watched on one node.
    static final int MAX = 512;

    private final StateFile file;
    private final boolean isFirstEver;
    private Map<String, Integer> before;
    private Map<String, Integer> now = new HashMap<>();
    private boolean looked;

    RestartCounts(StateFile file) {
        this.file = file;
        var lines = file.read();
        this.before = read(lines);
        this.isFirstEver = lines.isEmpty();
    }

    /// Notes a container, and says whether it was restarted since it was last looked at. The very
    /// first look takes what is there for the beginning.
    boolean isNews(String container, int restarts) {
        now.put(container, restarts);
        if (isFirstEver && !looked) {
            return false;
        }
        return restarts > before.getOrDefault(container, 0);
    }

    /// A look is over.
    void keep() {
        var changed = !looked || !now.equals(before);
        looked = true;
        before = now;
        now = new HashMap<>();
        if (changed) {
            write();
        }
    }

    private void write() {
        var lines = new ArrayList<String>(List.of("containers " + before.size()));
        before.forEach((container, restarts) -> lines.add(restarts + " " + container));
        try {
            file.write(lines);
        } catch (IOException e) {
            // Told again after a restart of our own, and recognised by the count.
        }
    }

    private static Map<String, Integer> read(List<String> lines) {
        var counts = new HashMap<String, Integer>();
        for (var line : lines) {
            var space = line.indexOf(' ');
            if (space > 0 && space < 10 && line.substring(0, space).matches("[0-9]+")) {
                counts.put(line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
            }
        }
        return counts;
    }
}
