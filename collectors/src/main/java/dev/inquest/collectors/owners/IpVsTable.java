package dev.inquest.collectors.owners;

import java.util.List;
import java.util.regex.Pattern;

/// Reads `/proc/net/ip_vs`: virtual services, and behind each the real servers it is spread over.
final class IpVsTable {

    private static final Pattern SERVICE =
            Pattern.compile("(?:TCP|UDP|SCTP|FWM) {1,4}[0-9A-Fa-f:\\[\\]]{8,50} .*");

    private final int services;

    private IpVsTable(int services) {
        this.services = services;
    }

    /// What these lines say; lines of any other form say nothing.
    static IpVsTable parse(List<String> lines) {
        var services = lines.stream().filter(line -> SERVICE.matcher(line).matches()).count();
        return new IpVsTable(Math.toIntExact(services));
    }

    /// How many virtual services there are.
    int services() {
        return services;
    }
}
