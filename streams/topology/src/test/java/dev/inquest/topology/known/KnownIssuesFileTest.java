package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.event.Link;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.detection.known.PanicFamily;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownIssuesFileTest {

    private static final String ANTREA =
            """
            links:
              - id: antrea-gw0
                names: antrea-gw0
                kinds: [openvswitch]
                owner: antrea
                without-ipv4: false
                explanation: Antrea made it.
                remedies: []
            """;

    @Test
    void theBuiltInFamiliesKnowTheFoundingIncident() {
        var known = KnownIssuesFile.builtIn();
        var log =
                List.of(
                        "level=info msg=\"Direct routing device detected\""
                                + " direct-routing-device=kube-ipvs0 subsys=linux-datapath",
                        "panic: runtime error: index out of range [3] with length 0",
                        "github.com/cilium/cilium/pkg/byteorder.NetIPv4ToHost32({0x0?, ...})");

        assertThat(known.links()).anyMatch(family -> family.isPhantom(phantom(), List.of()));
        assertThat(known.panics())
                .singleElement()
                .satisfies(panic -> {
                    assertThat(panic.matches("daemonset/cilium", log)).isTrue();
                    assertThat(panic.namedDevices(log)).containsExactly("kube-ipvs0");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msg=\"Direct routing device detected\" direct-routing-device=kube-ipvs0",
                "{\"msg\":\"Direct routing device detected\",\"direct-routing-device\":\"kube-ipvs0\"}",
                "directRoutingDevice=kube-ipvs0",
                "level=info msg=\"Detected devices\" devices=\"[kube-ipvs0]\" subsys=linux-datapath",
                "level=info msg=\"Devices changed\" devices=[kube-ipvs0]"
            })
    void theLinkIsFoundInWhateverFormTheLogHas(String line) {
        var panic = KnownIssuesFile.builtIn().panics().getFirst();

        assertThat(panic.namedDevices(List.of(line))).containsExactly("kube-ipvs0");
    }

    @Test
    void theChosenDeviceCountsMoreThanThoseChosenFrom() {
        var panic = KnownIssuesFile.builtIn().panics().getFirst();
        var log =
                List.of(
                        "msg=\"Direct routing device detected\" direct-routing-device=eth0",
                        "msg=\"Detected devices\" devices=\"[eth0 kube-ipvs0]\"");

        assertThat(panic.namedDevices(log)).containsExactly("eth0");
    }

    @Test
    void anEntryReplacesTheOneOfItsIdAndANewOneIsAdded() throws IOException {
        var mine = ANTREA + ANTREA.substring("links:\n".length()).replace("antrea-gw0", "cilium");

        var known = over(mine);

        assertThat(ids(known)).contains("kube-ipvs0", "antrea-gw0").hasSize(builtIn() + 1);
        assertThat(known.links())
                .filteredOn(family -> family.id().equals("cilium"))
                .singleElement()
                .returns("antrea", LinkFamily::owner);
        assertThat(known.revision()).isNotEqualTo(KnownIssuesFile.builtIn().revision());
    }

    @Test
    void idsAreTakenAway() throws IOException {
        var known = over("disable: [flannel, cilium-address-of-device]\n");

        assertThat(ids(known)).doesNotContain("flannel").hasSize(builtIn() - 1);
        assertThat(known.panics()).extracting(PanicFamily::id).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n# nothing\n", "links:\n", "links: []\ndisable: []\n"})
    void nothingChangesNothing(String mine) throws IOException {
        assertThat(over(mine).revision()).isEqualTo(KnownIssuesFile.builtIn().revision());
    }

    @Test
    void whateverIsWrongIsNamedWithItsLine() {
        assertRefused("links: []\npanic: []\n", "mine.yaml:2: ");
        assertRefused(ANTREA.replace("names: antrea-gw0", "names: '('"), "mine.yaml:3: ");
        assertRefused(ANTREA.replace("owner: antrea", "owner: me"), "mine.yaml:2: owner: no agent");
        assertRefused(ANTREA.replace("    kinds: [openvswitch]\n", ""), "mine.yaml:");
        assertRefused(ANTREA.replace("remedies: []", "remedies:"), "mine.yaml:");
        assertRefused(ANTREA.replace("[openvswitch]", "[null]"), "mine.yaml:4");
        assertRefused(
                ANTREA + ANTREA.substring("links:\n".length()),
                "mine.yaml:9: id: there are two of");
        assertRefused("links: []\nlinks: []\n", "mine.yaml:2: ");
        assertRefused("disable:\n  - nothing\n", "mine.yaml:2: disable: nothing is called");
        assertRefused("links: [\n", "mine.yaml:");
        assertRefused("x".repeat(2 << 20), "mine.yaml: longer than");
        assertRefused("\u0000\u0001", "mine.yaml:");
        assertRefused("just text", "mine.yaml:1: ");
        var panic =
                """
                panics:
                  - {id: x, signs: [a], devices: ['b'], workloads: x, explanation: x, reference: x}
                """;
        assertRefused(panic, "mine.yaml:2: devices: group 1");
        assertRefused(panic.replace("[a]", "[]"), "mine.yaml:2: signs: at least one");
    }

    private static void assertRefused(String text, String beginning) {
        assertThatThrownBy(() -> over(text))
                .as(text.length() > 999 ? "a long one" : text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(beginning);
    }

    private static KnownIssues over(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return KnownIssuesFile.over(
                KnownIssuesFile.builtIn(), new ByteArrayInputStream(bytes), "mine.yaml");
    }

    private static int builtIn() {
        return KnownIssuesFile.builtIn().links().size();
    }

    private static List<String> ids(KnownIssues known) {
        return known.links().stream().map(LinkFamily::id).toList();
    }

    private static Link phantom() {
        return new Link(
                7,
                "kube-ipvs0",
                Optional.of("dummy"),
                List.of("NOARP"),
                "DOWN",
                Optional.empty(),
                List.of());
    }
}
