package dev.inquest.collectors.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.HostTree;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    @TempDir Path root;

    private HostTree host = new HostTree(Path.of("."));

    @BeforeEach
    void makeHost() {
        host = new HostTree(root);
    }

    @Test
    void aLinkIsToldWhole() throws IOException {
        link("cni0", 5, 5, "0x1003", "up").with("sys/class/net/cni0/uevent", "DEVTYPE=bridge\n");
        link("eth1", 6, 6, "0x1803", "down");
        Files.createSymbolicLink(root.resolve("sys/class/net/eth1/master"), Path.of("../cni0"));

        var links = read(name -> name.equals("cni0") ? List.of("10.0.0.1/24") : List.of());

        assertThat(links)
                .containsExactly(
                        Link.newBuilder()
                                .setIndex(5)
                                .setName("cni0")
                                .setKind("bridge")
                                .setFlags(List.of("UP", "BROADCAST", "MULTICAST"))
                                .setOperState("UP")
                                .setMaster(null)
                                .setAddresses(List.of("10.0.0.1/24"))
                                .build(),
                        Link.newBuilder()
                                .setIndex(6)
                                .setName("eth1")
                                .setKind(null)
                                .setFlags(List.of("UP", "BROADCAST", "SLAVE", "MULTICAST"))
                                .setOperState("DOWN")
                                .setMaster("cni0")
                                .setAddresses(List.of())
                                .build());
    }

    @Test
    void podVethsAreLeftOutAndBridgesOfSuchNamesAreNot() {
        link("veth12ab", 7, 2, "0x1003", "up");
        link("lxc_health", 8, 3, "0x1003", "up");
        link("cali0a1b", 9, 4, "0x1003", "up");
        link("lxcbr0", 10, 10, "0x1003", "up");
        link("kube-ipvs0", 11, 11, "0x82", "down");

        assertThat(read(name -> List.of()).stream().map(Link::getName))
                .containsExactly("kube-ipvs0", "lxcbr0");
    }

    @Test
    void moreThan256LinksAreCounted() {
        for (var i = 0; i < 260; i++) {
            link("eth%03d".formatted(i), i + 1, i + 1, "0x1", "up");
        }
        var links = new LinksSource(host.files(), name -> List.of()).read();
        assertThat(links.getLinks()).hasSize(256);
        assertThat(links.getOmitted()).isEqualTo(4);
    }

    @Test
    void strangeFilesMakeNoHarm() {
        link("a", 1, 1, "0xzz" + "f".repeat(10_000), "<script>");
        host.with("sys/class/net/bonding_masters", "bond0\n");
        host.with("sys/class/net/b/ifindex", "99999999999999");

        var links = read(name -> List.of());
        assertThat(links).hasSize(1);
        assertThat(links.getFirst().getFlags()).isEmpty();
        assertThat(links.getFirst().getOperState()).isEqualTo("UNKNOWN");
    }

    @Test
    void thisHostHasALoopbackWithAnAddress() {
        var links = new LinksSource(new HostFiles(Path.of("/")), LinkAddresses.ofThisHost()).read();
        assertThat(links.getLinks())
                .anyMatch(link ->
                        link.getFlags().contains("LOOPBACK")
                                && link.getAddresses().contains("127.0.0.1/8"));
    }

    @Test
    void theFirstLookIsPublished() {
        link("eth0", 1, 1, "0x1", "up");
        var publisher = new RecordingPublisher();
        var topics = new Topics("t.", TimeSource.STORY);
        try (var _ =
                LinksCollector.start(
                        new NodeKey("c", "n"),
                        topics.links(),
                        publisher,
                        new LinksSource(host.files(), name -> List.of()),
                        InstantSource.system(),
                        CollectorObserver.NONE)) {
            await().untilAsserted(() -> assertThat(publisher.events(NodeLinks.class)).hasSize(1));
        }
        assertThat(publisher.all().getFirst().key()).isEqualTo("c/n");
    }

    private List<Link> read(LinkAddresses addresses) {
        return new LinksSource(host.files(), addresses).read().getLinks();
    }

    private HostTree link(String name, int index, int peer, String flags, String state) {
        var at = "sys/class/net/" + name + "/";
        return host.with(at + "ifindex", index + "\n")
                .with(at + "iflink", peer + "\n")
                .with(at + "flags", flags + "\n")
                .with(at + "operstate", state + "\n");
    }
}
