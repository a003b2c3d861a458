package dev.inquest.collectors.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.netlink.Netlink;
import dev.inquest.collectors.netlink.NetlinkFailed;
import dev.inquest.collectors.netlink.NetworkLink;
import dev.inquest.collectors.netlink.RouteTable;
import dev.inquest.collectors.netlink.Tables;
import dev.inquest.collectors.owners.Owners;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LinksPresentTest {

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void podVethsAreLeftOutAndBridgesOfSuchNamesAreNot() {
        var table =
                Tables.of(
                        link(7, "veth12ab", "veth"),
                        link(8, "lxc_health", "veth"),
                        link(9, "cali0a1b", "veth"),
                        link(10, "lxcbr0", "bridge"),
                        link(11, "kube-ipvs0", "dummy"),
                        link(12, "cilium_net", "veth"));

        assertThat(present(table).getLinks().stream().map(Link::getName))
                .containsExactly("cilium_net", "kube-ipvs0", "lxcbr0");
    }

    @Test
    void moreThan256LinksAreCounted() {
        var links =
                IntStream.range(0, 260)
                        .mapToObj(i -> link(i + 1, "eth%03d".formatted(i), "vlan"))
                        .toArray(NetworkLink[]::new);

        var present = present(Tables.of(links));

        assertThat(present.getLinks()).hasSize(256);
        assertThat(present.getOmitted()).isEqualTo(4);
    }

    @Test
    void ownersAreToldAndWhetherSomebodyLooked() {
        var present = LinksPresent.of(Tables.of(), new Owners(true, List.of("flannel")));

        assertThat(present.getOwners()).containsExactly("flannel");
        assertThat(present.getOwnersKnown()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisHostHasALoopbackWithAnAddress() {
        try (var _ = start(Netlink::open)) {
            await().untilAsserted(() -> assertThat(publisher.events(NodeLinks.class)).isNotEmpty());
        }
        assertThat(publisher.events(NodeLinks.class).getFirst().getLinks())
                .anyMatch(link ->
                        link.getFlags().contains("LOOPBACK")
                                && link.getAddresses().contains("127.0.0.1/8"));
        assertThat(publisher.all().getFirst().key()).isEqualTo("c/n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutNetlinkTheHostIsBlindOnLinksAndGoesOn() {
        try (var collector = start(() -> Netlink.open(Path.of("/nowhere")))) {
            await().untilAsserted(() -> assertThat(collector.blind()).isPresent());
        }
        assertThat(observer.heard()).containsExactly("blind links");
        assertThat(publisher.all()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNamespaceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Netlink.open(Path.of("/nowhere")))
                .isInstanceOf(NetlinkFailed.class)
                .hasMessageContaining("/nowhere");
    }

    private LinksCollector start(LinksCollector.Opening opening) {
        return LinksCollector.start(
                new LinksCollector.Destination(
                        new NodeKey("c", "n"),
                        new Topics("t.", TimeSource.STORY).links(),
                        publisher),
                new LinksCollector.Sources(opening, () -> Owners.UNKNOWN),
                InstantSource.system(),
                observer);
    }

    private static NodeLinks present(RouteTable table) {
        return LinksPresent.of(table, Owners.UNKNOWN);
    }

    private static NetworkLink link(int index, String name, String kind) {
        return new NetworkLink(index, name, Optional.of(kind), 1, 6, 0);
    }
}
