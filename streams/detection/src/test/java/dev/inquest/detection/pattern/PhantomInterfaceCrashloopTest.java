package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Status;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.detection.known.PanicFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PhantomInterfaceCrashloopTest {

    private static final String CILIUM = "daemonset/cilium";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String[] PANIC = {
        "level=info msg=\"Direct routing device detected\" direct-routing-device=kube-ipvs0",
        "panic: runtime error: index out of range [3] with length 0",
        "github.com/cilium/cilium/pkg/byteorder.NetIPv4ToHost32({0x0?, ...})"
    };

    private final Tale tale = new Tale(known());

    @Test
    void threeRestartsWithThePanicOnANodeWithThePhantomLinkAreACase() {
        tale.live("b1", MINUTE).links(N1, phantom());
        restart(2);
        assertThat(tale.findings()).isEmpty();

        restart(1);

        var finding = tale.finding(PhantomInterfaceCrashloop.ID);
        assertThat(finding.telling().title())
                .isEqualTo(
                        "daemonset/cilium crash-loops over the phantom interface kube-ipvs0 on 1"
                                + " node");
        assertThat(finding.paging().pages()).isTrue();
        assertThat(finding.telling().remedies())
                .flatExtracting(Remedy::commands)
                .contains("ip link delete kube-ipvs0");
    }

    @Test
    void aRestartToldAgainCountsOnce() {
        tale.links(N1, phantom());
        restart(1);
        for (var i = 0; i < 5; i++) {
            tale.restartAgain(N1, CILIUM, 2, PANIC).pass(MINUTE);
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void nodesWithTheSameCauseAreOneFinding() {
        var other = new NodeId("prod", "n2");
        for (var node : List.of(N1, other)) {
            tale.links(node, phantom());
            for (var i = 0; i < 3; i++) {
                tale.restart(node, CILIUM, 2, PANIC).pass(MINUTE);
            }
        }

        assertThat(tale.finding(PhantomInterfaceCrashloop.ID).concerned()).hasSize(2);
    }

    @Test
    void itResolvesOnceThePodHasBeenStable() {
        tale.links(N1, phantom());
        restart(3);

        tale.pass(Duration.ofMinutes(16));

        assertThat(tale.finding(PhantomInterfaceCrashloop.ID).course().status())
                .isEqualTo(Status.RESOLVED);
    }

    @Test
    void itStaysOpenWhileItRestarts() {
        tale.links(N1, phantom());
        for (var i = 0; i < 20; i++) {
            restart(1);
        }

        assertThat(tale.finding(PhantomInterfaceCrashloop.ID).course().status())
                .isEqualTo(Status.OPEN);
    }

    @Test
    void thePanicWithoutAPhantomLinkSaysNothing() {
        tale.links(N1, link("eth0", List.of("10.0.0.7/24")));
        restart(3);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aPhantomLinkWithoutThePanicSaysNothing() {
        tale.links(N1, phantom());
        for (var i = 0; i < 3; i++) {
            tale.restart(N1, CILIUM, 1, "level=fatal msg=\"no such host\"").pass(MINUTE);
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aLogThatBlamesAnotherLinkClearsThePhantom() {
        tale.links(N1, phantom(), link("wg0", List.of()));
        for (var i = 0; i < 3; i++) {
            tale.restart(
                            N1,
                            CILIUM,
                            2,
                            "msg=\"Direct routing device detected\" direct-routing-device=wg0",
                            PANIC[1],
                            PANIC[2])
                    .pass(MINUTE);
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aLiveLinkWithAddressesIsNoPhantom() {
        tale.links(N1, link("kube-ipvs0", List.of("10.96.0.1/32")));
        restart(3);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void orderlyEndsAreNoCrashLoop() {
        tale.links(N1, phantom());
        for (var i = 0; i < 5; i++) {
            tale.restart(N1, CILIUM, i % 2 == 0 ? 0 : 143, PANIC).pass(MINUTE);
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void threeRestartsInMoreThanTenMinutesAreNoCrashLoop() {
        tale.links(N1, phantom());
        for (var i = 0; i < 4; i++) {
            tale.restart(N1, CILIUM, 2, PANIC).pass(Duration.ofMinutes(5).plusSeconds(1));
        }

        assertThat(tale.findings()).isEmpty();
    }

    private void restart(int times) {
        for (var i = 0; i < times; i++) {
            tale.restart(N1, CILIUM, 2, PANIC).pass(MINUTE);
        }
    }

    private static Link phantom() {
        return link("kube-ipvs0", List.of());
    }

    private static Link link(String name, List<String> addresses) {
        return new Link(
                7,
                name,
                Optional.of("dummy"),
                List.of("NOARP"),
                "DOWN",
                Optional.empty(),
                addresses);
    }

    private static KnownIssues known() {
        var remedy = new Remedy("delete it", List.of("ip link delete kube-ipvs0"), "", "");
        var family =
                new LinkFamily(
                        "kube-ipvs0",
                        Pattern.compile("kube-ipvs0"),
                        List.of("dummy"),
                        "kube-proxy ipvs",
                        true,
                        "left behind",
                        List.of(remedy));
        var panic =
                new PanicFamily(
                        "cilium",
                        List.of(
                                Pattern.compile("index out of range"),
                                Pattern.compile("byteorder\\.NetIPv4ToHost32")),
                        Optional.of(Pattern.compile("direct-routing-device=(\\S+)")),
                        Pattern.compile("cilium"),
                        "no address",
                        "");
        return new KnownIssues(List.of(family), List.of(panic));
    }
}
