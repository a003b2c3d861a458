package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.host.HostFiles;
import java.util.List;
import java.util.Locale;

/// Reads how many datagrams the kernel threw away because we did not fetch them in time: the last
/// column of `/proc/net/udp`, which is all that tells.
final class SocketDrops {

    private static final List<String> TABLES = List.of("proc/net/udp", "proc/net/udp6");
    private static final int LOCAL_ADDRESS = 1;

    private final HostFiles host;

    SocketDrops(HostFiles host) {
        this.host = host;
    }

    /// Drops of all sockets at this port since they were opened; 0 where the kernel does not tell.
    long at(int port) {
        var end = ":" + "%04X".formatted(port);
        return TABLES.stream()
                .flatMap(table -> host.lines(table).stream())
                .mapToLong(line -> drops(line, end))
                .sum();
    }

    private static long drops(String line, String end) {
        var columns = line.strip().split("\\s+", -1);
        if (columns.length < 13 || !columns[LOCAL_ADDRESS].toUpperCase(Locale.ROOT).endsWith(end)) {
            return 0;
        }
        var drops = columns[columns.length - 1];
        return drops.matches("[0-9]{1,18}") ? Long.parseLong(drops) : 0;
    }
}
