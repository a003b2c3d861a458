package dev.inquest.collectors.consoles;

import dev.inquest.collectors.netconsole.NetconsoleSettings;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Assigned;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.collectors.netconsole.Network;
import dev.inquest.settings.Section;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads the part `netconsole` of `consoles.yaml`.
final class NetconsoleSection {

    private static final int MOST_SENDERS = 65_536;
    private static final int LARGEST_BUFFER_MIB = 256;
    private static final InetSocketAddress DEFAULT_LISTEN =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 6666);

    private NetconsoleSection() {}

    static NetconsoleSettings read(Section section, String cluster) {
        var listen = section.allParsed("listen", NetconsoleSection::address);
        var senders =
                section.sections("senders", MOST_SENDERS, sender -> assigned(sender, cluster));
        var learn = section.flag("learn", true);
        var of = section.text("learn-from-cluster");
        return new NetconsoleSettings(
                listen.isEmpty() ? List.of(DEFAULT_LISTEN) : listen,
                senders,
                learn,
                of,
                rules(section),
                section.number(
                        "most-senders",
                        NetconsoleSettings.DEFAULT_SENDERS,
                        1,
                        NetconsoleSettings.MAX_SENDERS),
                section.number("receive-buffer-mib", 8, 1, LARGEST_BUFFER_MIB) << 20);
    }

    private static Rules rules(Section section) {
        return new Rules(
                section.number("slots", Rules.MAX_SLOTS, 1, Rules.MAX_SLOTS),
                section.duration(
                        "wait", Rules.DEFAULT_PATIENCE, Duration.ofMillis(1), Rules.MAX_PATIENCE),
                section.number("reset-after", Rules.MAX_RESET_AFTER, 1, Rules.MAX_RESET_AFTER),
                Rules.DEFAULT.repeatedWithin());
    }

    private static Optional<Assigned> assigned(Section section, String cluster) {
        var address = section.required("address");
        var name = section.required("node");
        var network = section.parsed("address", Network::parse);
        var node = section.parsed("node", text -> ConsolesFile.node(text, cluster));
        return !address.isEmpty() && !name.isEmpty() && network.isPresent() && node.isPresent()
                ? Optional.of(new Assigned(network.get(), node.get()))
                : Optional.empty();
    }

    private static InetSocketAddress address(String text) {
        var colon = text.lastIndexOf(':');
        var host = colon < 0 ? "" : text.substring(0, colon);
        var port = text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535) {
            try {
                return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port));
            } catch (IllegalArgumentException e) {
                // Said below, with what was expected.
            }
        }
        throw new IllegalArgumentException("ADDRESS:PORT such as 0.0.0.0:6666, not '" + text + "'");
    }
}
