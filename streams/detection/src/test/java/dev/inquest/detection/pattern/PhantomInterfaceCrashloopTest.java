package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static dev.inquest.detection.pattern.KnownPhantoms.OWNER;
import static dev.inquest.detection.pattern.KnownPhantoms.dummy;
import static dev.inquest.detection.pattern.KnownPhantoms.link;
import static dev.inquest.detection.pattern.KnownPhantoms.phantom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhantomInterfaceCrashloopTest {

    private static final String CILIUM = "daemonset/cilium";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String[] PANIC = {
        "level=info msg=\"Direct routing device detected\" direct-routing-device=kube-ipvs0",
        "panic: runtime error: index out of range [3] with length 0",
        "github.com/cilium/cilium/pkg/byteorder.NetIPv4ToHost32({0x0?, ...})"
    };

    private final Tale tale = new Tale(KnownPhantoms.known());

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
    void itResolvesOnceTheLinkIsGoneAndThePodHasBeenStable() {
        tale.links(N1, phantom());
        restart(3);
        tale.links(N1, dummy("eth0", "10.0.0.7/24")).pass(Duration.ofMinutes(8));
        assertThat(status()).isEqualTo(Status.OPEN);

        tale.pass(Duration.ofMinutes(8));

        assertThat(status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void whileTheLinkIsThereItTakesAnHourWithoutARestart() {
        tale.links(N1, phantom());
        restart(3);
        tale.pass(Duration.ofMinutes(55));
        assertThat(status()).isEqualTo(Status.OPEN);

        tale.pass(Duration.ofMinutes(12));

        assertThat(status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void thePanicAndTheLogsWordAreQuoted() {
        tale.links(N1, phantom());
        restart(3);

        var finding = tale.finding(PhantomInterfaceCrashloop.ID);
        assertThat(finding.telling().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.telling().narrative())
                .contains("\"panic: runtime error: index out of range [3] with length 0\"")
                .contains("its own log names kube-ipvs0", OWNER + ", is not on the node");
    }

    @Test
    void aListOfDevicesNamesTheLinkToo() {
        tale.links(N1, phantom());
        restart("msg=\"Detected devices\" devices=\"[eth0 kube-ipvs0]\"", PANIC[1], PANIC[2]);

        assertThat(tale.finding(PhantomInterfaceCrashloop.ID).telling().severity())
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aLogThatNamesNoLinkIsWeakerAndSaysSo() {
        tale.links(N1, phantom());
        restart(PANIC[1], PANIC[2]);

        var finding = tale.finding(PhantomInterfaceCrashloop.ID);
        assertThat(finding.telling().severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.telling().narrative()).contains("the cause is not established");
    }

    @Test
    void aLogThatNamesNoLinkSaysNothingWhereOwnersCannotBeSeen() {
        tale.links(N1, List.of(), false, phantom());
        restart(PANIC[1], PANIC[2]);
        tale.pass(Duration.ofHours(1));
        assertThat(tale.findings()).isEmpty();

        restart(3);
        assertThat(tale.finding(PhantomInterfaceCrashloop.ID).telling().narrative())
                .contains("whether its owner is on the node is not known");
    }

    @Test
    void aLinkThatLosesItsAddressForAMomentIsCleared() {
        var withAddress = dummy("kube-ipvs0", "10.96.0.1/32");
        for (var i = 0; i < 5; i++) {
            tale.links(N1, phantom()).restart(N1, CILIUM, 2, PANIC).pass(MINUTE);
            tale.links(N1, withAddress).pass(MINUTE);
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aLinkThatOnlyJustAppearedIsAccusedOnceItHasLasted() {
        restart(2);
        tale.links(N1, phantom());
        restart(1);
        assertThat(tale.findings()).isEmpty();

        tale.pass(MINUTE);

        assertThat(tale.findings()).containsOnlyKeys(PhantomInterfaceCrashloop.ID);
    }

    @Test
    void aPanicDuringARestartOfTheNetworkSaysNothing() {
        tale.links(N1, dummy("eth0"), dummy("dummy0"));
        restart("direct-routing-device=eth0", PANIC[1], PANIC[2]);
        tale.links(N1, dummy("eth0", "10.0.0.7/24"), dummy("dummy0")).pass(Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void anOwnerOnTheNodeClearsItsLink() {
        tale.links(N1, List.of("node-local-dns", OWNER), true, phantom(), dummy("nodelocaldns"));
        restart(3);
        tale.pass(Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aLinkWithAnAddressIsNoCauseEvenIfItIsAPhantom() {
        tale.links(N1, link("flannel.1", "vxlan", "10.244.1.0/32"));
        restart("direct-routing-device=flannel.1", PANIC[1], PANIC[2]);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void theLogOfAnotherWitnessCountsThoughTheRestartWasCounted() {
        tale.links(N1, phantom());
        for (var i = 0; i < 3; i++) {
            tale.restart(N1, CILIUM, 2).pass(MINUTE);
        }
        assertThat(tale.findings()).isEmpty();

        tale.restartAgain(N1, CILIUM, -1, PANIC);

        assertThat(tale.findings()).containsOnlyKeys(PhantomInterfaceCrashloop.ID);
    }

    @Test
    void itStaysOpenWhileItRestarts() {
        tale.links(N1, phantom());
        for (var i = 0; i < 20; i++) {
            restart(1);
        }

        assertThat(status()).isEqualTo(Status.OPEN);
    }

    @Test
    void thePanicWithoutAPhantomLinkSaysNothing() {
        tale.links(N1, dummy("eth0", "10.0.0.7/24"));
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
        tale.links(N1, phantom(), link("wg0", "wireguard"));
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
        tale.links(N1, dummy("kube-ipvs0", "10.96.0.1/32"));
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

        assertThat(tale.findings()).doesNotContainKey(PhantomInterfaceCrashloop.ID);
    }

    private void restart(int times) {
        for (var i = 0; i < times; i++) {
            tale.restart(N1, CILIUM, 2, PANIC).pass(MINUTE);
        }
    }

    private void restart(String... log) {
        for (var i = 0; i < 3; i++) {
            tale.restart(N1, CILIUM, 2, log).pass(MINUTE);
        }
    }

    private Status status() {
        return tale.finding(PhantomInterfaceCrashloop.ID).course().status();
    }
}
