package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inquest.collectors.netconsole.NetconsoleSettings.Assigned;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderNodesTest {

    private final LearnedAddresses learned = new LearnedAddresses(Optional.empty());
    private final SenderNodes nodes =
            new SenderNodes(
                    List.of(
                            assigned("10.0.0.0/8", "wide"),
                            assigned("10.1.0.0/20", "narrow"),
                            assigned("10.1.2.3", "single"),
                            assigned("2001:db8::/33", "six")),
                    learned);

    @ParameterizedTest
    @CsvSource({
        "10.200.0.1, wide",
        "10.1.15.255, narrow",
        "10.1.16.0, wide",
        "10.1.2.3, single",
        "2001:db8:7fff::1, six",
        "2001:db8:8000::1, ",
        "11.0.0.1, "
    })
    void theNarrowestConfiguredNetworkWins(String address, String node) {
        assertThat(of(address)).isEqualTo(Optional.ofNullable(node));
    }

    @Test
    void addressesAreLearnedAndForgottenWithTheLinks() {
        learned.learn("prod/n1", links("192.0.2.7/24", "fe80::1/64", "127.0.0.1/8", "nonsense"));
        assertThat(of("192.0.2.7")).contains("n1");
        assertThat(of("127.0.0.1")).isEmpty();
        assertThat(of("fe80::1")).isEmpty();
        learned.learn("prod/n1", links("192.0.2.8/24"));
        assertThat(of("192.0.2.7")).isEmpty();
        learned.learn("prod/n1", null);
        assertThat(of("192.0.2.8")).isEmpty();
    }

    @Test
    void anAddressOfSeveralNodesNamesNone() {
        learned.learn("prod/n1", links("172.17.0.1/16", "192.0.2.1/24"));
        learned.learn("prod/n2", links("172.17.0.1/16", "192.0.2.2/24"));
        assertThat(of("172.17.0.1")).isEmpty();
        assertThat(of("192.0.2.2")).contains("n2");
        learned.learn("prod/n2", null);
        assertThat(of("172.17.0.1")).contains("n1");
    }

    @Test
    void whatIsConfiguredWinsOverWhatIsLearned() {
        learned.learn("prod/n1", links("10.1.2.3/24"));
        assertThat(of("10.1.2.3")).contains("single");
    }

    @Test
    void onlyTheClusterThatIsAskedForIsLearned() {
        var east = new LearnedAddresses(Optional.of("east"));
        east.learn("west/n1", links("192.0.2.7/24"));
        east.learn("east/n2", links("192.0.2.8/24"));
        east.learn("no key", links("192.0.2.9/24"));
        assertThat(east.nodeOf(InetAddress.ofLiteral("192.0.2.7"))).isEmpty();
        assertThat(east.nodeOf(InetAddress.ofLiteral("192.0.2.8")))
                .contains(new NodeKey("east", "n2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node-1", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessageContaining("an address such as");
    }

    private Optional<String> of(String address) {
        return nodes.of(InetAddress.ofLiteral(address)).map(NodeKey::node);
    }

    private static Assigned assigned(String network, String node) {
        return new Assigned(Network.parse(network), new NodeKey("prod", node));
    }

    private static NodeLinks links(String... addresses) {
        var link =
                Link.newBuilder()
                        .setIndex(2)
                        .setName("eth0")
                        .setAddresses(List.of(addresses))
                        .build();
        return NodeLinks.newBuilder().setLinks(List.of(link)).build();
    }
}
