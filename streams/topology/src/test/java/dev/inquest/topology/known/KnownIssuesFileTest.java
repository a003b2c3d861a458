package dev.inquest.topology.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.event.Link;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownIssuesFileTest {

    @Test
    void theBuiltInFamiliesKnowTheFoundingIncident() {
        var known = KnownIssuesFile.builtIn();
        var phantom =
                new Link(
                        7,
                        "kube-ipvs0",
                        Optional.of("dummy"),
                        List.of("NOARP"),
                        "DOWN",
                        Optional.empty(),
                        List.of());
        var log =
                List.of(
                        "level=info msg=\"Direct routing device detected\""
                                + " direct-routing-device=kube-ipvs0 subsys=linux-datapath",
                        "panic: runtime error: index out of range [3] with length 0",
                        "github.com/cilium/cilium/pkg/byteorder.NetIPv4ToHost32({0x0?, ...})");

        assertThat(known.links()).anyMatch(family -> family.isPhantom(phantom, List.of()));
        assertThat(known.panics())
                .singleElement()
                .satisfies(panic -> {
                    assertThat(panic.matches("daemonset/cilium", log)).isTrue();
                    assertThat(panic.namedDevice(log)).contains("kube-ipvs0");
                });
    }

    @Test
    void anUnknownFieldIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("links: []\npanics: []\npanic: []\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.yaml:3: ");
    }

    @Test
    void aBrokenPatternIsRefused() {
        var text =
                """
                links: []
                panics:
                  - {id: x, signs: ['('], workloads: x, explanation: x, reference: x, device: null}
                """;

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.yaml");
    }

    private static void read(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        KnownIssuesFile.read(new ByteArrayInputStream(bytes), "mine.yaml");
    }
}
