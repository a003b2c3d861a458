package dev.inquest.collectors.spool;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/// What must be known after a restart beside the events: up to which number they are delivered, and
/// how many of each topic are lost for good.
///
/// Lost with the power, it is an older one: then some events are delivered twice, none is missed.
record Progress(long delivered, Map<String, Long> lost) {

    static final Progress NONE = new Progress(0, Map.of());

    private static final int MAX_LINES = 64;

    static Progress read(StateFile file) {
        var delivered = 0L;
        var lost = new TreeMap<String, Long>();
        for (var line : file.read().stream().limit(MAX_LINES).toList()) {
            var words = line.split(" ", 3);
            if (words.length == 2 && words[0].equals("delivered") && isNumber(words[1])) {
                delivered = Long.parseLong(words[1]);
            } else if (words.length == 3 && words[0].equals("lost") && isNumber(words[1])) {
                lost.put(words[2], Long.parseLong(words[1]));
            }
        }
        return new Progress(delivered, Map.copyOf(lost));
    }

    void write(StateFile file) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("delivered " + delivered);
        lost.forEach((topic, count) -> lines.add("lost " + count + " " + topic));
        file.write(lines);
    }

    Progress delivered(long upTo) {
        return new Progress(Math.max(delivered, upTo), lost);
    }

    Progress lost(Map<String, Long> more) {
        var all = new TreeMap<>(lost);
        more.forEach((topic, count) -> all.merge(topic, count, Long::sum));
        return new Progress(delivered, Map.copyOf(all));
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,18}");
    }
}
