package dev.inquest.collectors.netlink;

import static dev.inquest.collectors.netlink.Messages.UP;
import static dev.inquest.collectors.netlink.RouteReader.RTM_DELADDR;
import static dev.inquest.collectors.netlink.RouteReader.RTM_NEWADDR;
import static dev.inquest.collectors.netlink.RouteReader.RTM_NEWLINK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.netlink.RouteMessage.AddressGone;
import dev.inquest.collectors.netlink.RouteMessage.AddressSeen;
import dev.inquest.collectors.netlink.RouteMessage.DumpDone;
import dev.inquest.collectors.netlink.RouteMessage.DumpInterrupted;
import dev.inquest.collectors.netlink.RouteMessage.LinkGone;
import dev.inquest.collectors.netlink.RouteMessage.LinkSeen;
import dev.inquest.collectors.netlink.RouteMessage.Refused;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteReaderTest {

    @Test
    void linksAndAddressesComeInTheirOrder() {
        var messages =
                Messages.read(
                        Messages.link(7, "kube-ipvs0", "dummy", UP),
                        Messages.ipv4(RTM_NEWADDR, 7, 1),
                        Messages.ipv4(RTM_DELADDR, 7, 1),
                        Messages.linkGone(7, "kube-ipvs0"));

        assertThat(messages)
                .containsExactly(
                        new LinkSeen(
                                new NetworkLink(7, "kube-ipvs0", Optional.of("dummy"), UP, 6, 0)),
                        new AddressSeen(7, "10.0.0.1/32"),
                        new AddressGone(7, "10.0.0.1/32"),
                        new LinkGone(7));
    }

    @Test
    void aBridgePortOrAWirelessScanIsNoChangeOfALink() {
        var port =
                Messages.message(
                        RouteReader.RTM_DELLINK,
                        0,
                        0,
                        Messages.linkHeader(7, 3, 0),
                        Messages.text(3, "eth0"));
        var scan =
                Messages.message(
                        RTM_NEWLINK,
                        0,
                        0,
                        Messages.linkHeader(0, 3, 0),
                        Messages.text(3, "wlan0"),
                        Messages.attribute(11, new byte[8]));

        assertThat(Messages.read(port, scan)).isEmpty();
    }

    @Test
    void aDumpEndsIsInterruptedOrIsRefused() {
        assertThat(
                        Messages.read(
                                Messages.done(5, 0),
                                Messages.done(6, Messages.INTERRUPTED),
                                Messages.error(7, 16),
                                Messages.error(8, 0)))
                .containsExactly(
                        new DumpDone(5),
                        new DumpInterrupted(6),
                        new DumpDone(6),
                        new Refused(7, 16));
    }

    @Test
    void theLocalEndOfAPointToPointLinkIsItsAddress() {
        var message =
                Messages.message(
                        RTM_NEWADDR,
                        0,
                        0,
                        Messages.addressHeader(2, 4, 32),
                        Messages.attribute(1, new byte[] {10, 0, 0, 2}),
                        Messages.attribute(2, new byte[] {10, 0, 0, 1}));

        assertThat(Messages.read(message)).containsExactly(new AddressSeen(4, "10.0.0.1/32"));
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 0 0 0 0 0 0,::",
        "0 0 0 0 0 0 0 1,::1",
        "fe80 0 0 0 0 0 0 1,fe80::1",
        "2001 db8 0 1 0 0 0 1,2001:db8:0:1::1",
        "2001 db8 0 0 1 0 0 1,2001:db8::1:0:0:1",
        "1 0 2 3 4 5 6 7,1:0:2:3:4:5:6:7",
        "0 0 0 0 0 ffff a00 1,::ffff:a00:1",
        "1 2 3 4 5 6 0 0,1:2:3:4:5:6::"
    })
    void ipv6IsWrittenAsIpDoes(String groups, String text) {
        var octets =
                Arrays.stream(groups.split(" "))
                        .mapToInt(group -> Integer.parseInt(group, 16))
                        .flatMap(group -> Arrays.stream(new int[] {group >> 8, group & 0xff}))
                        .toArray();

        assertThat(Messages.read(Messages.address(RTM_NEWADDR, 10, 1, 64, octets)))
                .containsExactly(new AddressSeen(1, text + "/64"));
    }

    @Test
    void everyCutEndsTheReadingAndNothingElse() {
        var whole =
                Messages.join(
                        Messages.link(7, "kube-ipvs0", "dummy", UP),
                        Messages.ipv4(RTM_NEWADDR, 7, 1));
        for (var length = 0; length < whole.length; length++) {
            assertThat(Messages.read(Arrays.copyOf(whole, length))).hasSizeLessThan(2);
        }
    }

    @Test
    void lyingLengthsAndStrangeNamesHarmNobody() {
        var lying = Messages.link(7, "a", "dummy", UP);
        lying[0] = (byte) 0xff;
        lying[1] = (byte) 0xff;
        assertThat(Messages.read(lying)).isEmpty();

        var attribute = Messages.link(7, "a", "dummy", UP);
        attribute[32] = 2;
        assertThat(Messages.read(attribute)).isEmpty();

        var strange = Messages.link(7, "a\u0007\n" + "b".repeat(100), "dummy", UP);
        assertThat(Messages.read(strange))
                .singleElement()
                .satisfies(message ->
                        assertThat(((LinkSeen) message).link().name())
                                .startsWith("a??bbb")
                                .hasSize(64));

        var shortAddress = Messages.address(RTM_NEWADDR, 2, 1, 32, 10, 0, 0);
        assertThat(Messages.read(shortAddress)).isEmpty();
    }
}
