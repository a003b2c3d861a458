package dev.inquest.collectors.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.collectors.netlink.Netlink;
import dev.inquest.collectors.netlink.NetworkNamespace;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.owners.Owners;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The kernel itself, in a network namespace of the test's own, beside what `ip` says.
class LinksInNamespaceTest {

    private static final String PHANTOM = "kube-ipvs0";
    private static final int CHANGES = 10_000;

    /// `ip` shows the absence of RUNNING, not its presence.
    private static final List<String> SHOWN_OTHERWISE = List.of("RUNNING", "NO-CARRIER", "M-DOWN");

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final NetworkNamespace namespace = NetworkNamespace.make();
    private final LinksCollector collector =
            LinksCollector.start(
                    new LinksCollector.Destination(
                            new NodeKey("c", "n"),
                            new Topics("t.", TimeSource.STORY).links(),
                            publisher),
                    new LinksCollector.Sources(
                            () -> Netlink.open(namespace.path()),
                            () -> new Owners(true, List.of("cilium-agent"))),
                    InstantSource.system(),
                    CollectorObserver.NONE);

    @BeforeEach
    void awaitTheFirst() {
        awaitEvents(1);
    }

    @AfterEach
    void close() {
        collector.close();
        namespace.close();
    }

    @Test
    void aLinkIsToldStepByStep() {
        var kind = namespace.addDummy(PHANTOM);
        awaitEvents(2);
        namespace.ip("addr add 10.96.0.1/32 dev " + PHANTOM);
        awaitEvents(3);
        namespace.ip("addr del 10.96.0.1/32 dev " + PHANTOM);
        awaitEvents(4);
        namespace.ip("link set up dev " + PHANTOM);
        awaitEvents(5);
        namespace.ip("link set down dev " + PHANTOM);
        awaitEvents(6);
        namespace.ip("link delete " + PHANTOM);
        awaitEvents(7);

        assertThat(events().stream().map(LinksInNamespaceTest::phantom))
                .containsExactly(
                        "absent",
                        kind + " down []",
                        kind + " down [10.96.0.1/32]",
                        kind + " down []",
                        kind + " up []",
                        kind + " down []",
                        "absent");
    }

    @Test
    void addressesOfBothFamiliesAndTheMasterAreTold() throws IOException {
        namespace.ip("link add br0 type bridge");
        namespace.ip("link add name port0 type veth peer name port1");
        namespace.ip("link set port0 master br0");
        namespace.ip("link set port0 up");
        namespace.ip("link set port1 up");
        namespace.ip("addr add 192.0.2.7/24 dev br0");
        namespace.ip("addr add 2001:db8::7/64 dev br0 nodad");
        namespace.ip("addr add 198.51.100.1 peer 198.51.100.2/32 dev br0");

        await().untilAsserted(() -> {
            assertThat(last("br0").getAddresses())
                    .contains("192.0.2.7/24", "2001:db8::7/64", "198.51.100.1/32");
            assertThat(last("port0").getMaster()).isEqualTo("br0");
            assertThat(last("port0").getKind()).isEqualTo("veth");
            assertThat(last("port0").getOperState()).isEqualTo("UP");
            assertThat(last("port1").getMaster()).isNull();
            assertThat(last("lo").getFlags()).contains("LOOPBACK");
        });
        await().untilAsserted(() -> assertThat(told()).isEqualTo(asIpSays()));
    }

    @Test
    void tenThousandRapidChangesEndInTheStateThatIpShows() throws IOException {
        namespace.batch(changes(new Random(4)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told()).isEqualTo(asIpSays()));
        assertThat(told()).hasSizeGreaterThan(5);
    }

    /// Links that come and go, addresses of both families, up and down.
    private static List<String> changes(Random random) {
        var commands = new ArrayList<String>();
        for (var i = 0; i < CHANGES; i++) {
            var link = "l" + random.nextInt(20);
            var address =
                    random.nextBoolean()
                            ? "10.1.%d.%d/32".formatted(random.nextInt(4), random.nextInt(200))
                            : "2001:db8::%x/128".formatted(random.nextInt(200));
            commands.add(
                    switch (random.nextInt(40)) {
                        case 0, 1, 2 -> "link add " + link + " type bridge";
                        case 3 -> "link del " + link;
                        case 4, 5, 6 -> "link set " + link + " up";
                        case 7, 8 -> "link set " + link + " down";
                        case 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25 ->
                                "addr add " + address + " dev " + link;
                        default -> "addr del " + address + " dev " + link;
                    });
        }
        return commands;
    }

    private void awaitEvents(int count) {
        await().untilAsserted(() -> assertThat(events()).hasSize(count));
    }

    private List<NodeLinks> events() {
        return publisher.events(NodeLinks.class);
    }

    private static String phantom(NodeLinks links) {
        return find(links, PHANTOM).map(LinksInNamespaceTest::state).orElse("absent");
    }

    private static String state(Link link) {
        var state = link.getFlags().contains("UP") ? "up" : "down";
        return "%s %s %s".formatted(link.getKind(), state, link.getAddresses());
    }

    private Link last(String name) {
        return find(events().getLast(), name)
                .orElseThrow(() -> new AssertionError("no link " + name));
    }

    private static Optional<Link> find(NodeLinks links, String name) {
        return links.getLinks().stream().filter(link -> link.getName().equals(name)).findFirst();
    }

    private Map<String, String> told() {
        var told = new TreeMap<String, String>();
        for (var link : events().getLast().getLinks()) {
            told.put(
                    link.getName(),
                    line(
                            link.getOperState(),
                            link.getFlags().stream(),
                            link.getMaster(),
                            link.getAddresses().stream()));
        }
        return told;
    }

    private Map<String, String> asIpSays() throws IOException {
        var said = new TreeMap<String, String>();
        for (var link : new ObjectMapper().readTree(namespace.ip("-j addr"))) {
            var addresses =
                    elements(link.path("addr_info"))
                            .map(address ->
                                    address.path("local").asText()
                                            + "/"
                                            + address.path("prefixlen").asText());
            said.put(
                    link.path("ifname").asText(),
                    line(
                            link.path("operstate").asText(),
                            elements(link.path("flags")).map(JsonNode::asText),
                            link.path("master").asText(null),
                            addresses));
        }
        return said;
    }

    private static String line(
            String state, Stream<String> flags, @Nullable String master, Stream<String> addresses) {
        var shown =
                flags.filter(flag -> !SHOWN_OTHERWISE.contains(flag))
                        .collect(Collectors.toCollection(TreeSet::new));
        return "%s %s %s %s".formatted(state, shown, master, addresses.sorted().toList());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements.stream();
    }
}
