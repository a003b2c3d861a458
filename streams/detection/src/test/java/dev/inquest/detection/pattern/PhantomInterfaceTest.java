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
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Status;
import dev.inquest.detection.known.KnownIssues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PhantomInterfaceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN = Duration.ofMinutes(10);

    private final AtomicReference<KnownIssues> known = new AtomicReference<>(KnownPhantoms.known());
    private final Tale tale = new Tale(known::get);

    @Test
    void aLinkWithoutOwnerAndAddressIsWarnedOfAfterTenMinutes() {
        tale.links(N1, phantom()).pass(TEN.minusSeconds(1));
        assertThat(tale.findings()).isEmpty();

        tale.pass(Duration.ofSeconds(1));

        var finding = tale.finding(PhantomInterface.ID);
        assertThat(finding.telling().title())
                .isEqualTo(
                        "phantom interface kube-ipvs0, left behind by kube-proxy ipvs on 1 node");
        assertThat(finding.telling().severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.paging().pages()).isFalse();
        assertThat(finding.telling().remedies())
                .flatExtracting(Remedy::commands)
                .containsExactly("ip link delete kube-ipvs0");
        assertThat(finding.evidence().getFirst().excerpt())
                .containsExactly(
                        "7: kube-ipvs0: <BROADCAST,NOARP> dummy state DOWN, no IPv4 address",
                        "owners on the node: none");
    }

    @Test
    void nodesWithTheSameLinkAreOneFinding() {
        tale.links(N1, phantom()).links(new NodeId("prod", "n2"), phantom()).pass(TEN);

        assertThat(tale.findings().get(PhantomInterface.ID)).hasSize(1);
        assertThat(tale.finding(PhantomInterface.ID).concerned()).hasSize(2);
    }

    @Test
    void itResolvesOnceTheLinkIsGone() {
        tale.links(N1, phantom()).pass(TEN).links(N1, dummy("eth0", "10.0.0.7/24"));
        tale.pass(Duration.ofMinutes(6));

        assertThat(status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void itResolvesOnceTheOwnerIsBack() {
        tale.links(N1, phantom()).pass(TEN).links(N1, List.of(OWNER), true, phantom());
        tale.pass(Duration.ofMinutes(6));

        assertThat(status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void anOwnerThatIsAbsentForAMomentDuringARolloutSaysNothing() {
        for (var i = 0; i < 5; i++) {
            tale.links(N1, phantom()).pass(TEN.minusSeconds(1));
            tale.links(N1, List.of(OWNER), true, phantom()).pass(MINUTE);
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void whereOwnersCannotBeSeenNothingIsSaid() {
        tale.links(N1, List.of(), false, phantom(), link("flannel.1", "vxlan"));
        tale.pass(Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void whatWasSaidStandsWhileOwnersCannotBeSeen() {
        tale.links(N1, phantom()).pass(TEN).links(N1, List.of(), false, phantom());
        tale.pass(Duration.ofMinutes(30));

        assertThat(status()).isEqualTo(Status.OPEN);
    }

    @Test
    void aLiveNodeLocalDnsIsNoPhantomWithAnAddressOrWithout() {
        tale.links(N1, List.of("node-local-dns"), true, dummy("nodelocaldns"));
        tale.pass(Duration.ofHours(1));
        tale.links(N1, List.of(), true, dummy("nodelocaldns", "169.254.20.10/32"));
        tale.pass(Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aDummyInUseThatIsDownIsNoPhantom() {
        tale.links(N1, dummy("dummy0"), dummy("kube-ipvs0", "10.96.0.1/32"));
        tale.pass(Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aNameOfAnotherKindIsNoPhantom() {
        tale.links(N1, link("flannel.1", "bridge"), link("kube-ipvs0", "bridge"));
        tale.pass(Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aFamilyWhoseOwnerIsTheOnlySignIsWarnedOfDespiteItsAddress() {
        tale.links(N1, link("flannel.1", "vxlan", "10.244.1.0/32")).pass(TEN);

        assertThat(tale.finding(PhantomInterface.ID).telling().title())
                .startsWith("phantom interface flannel.1, left behind by flannel");
    }

    @Test
    void aNodeThatIsGoneLeaves() {
        tale.live("b1", MINUTE).links(N1, phantom()).live("b1", TEN);
        tale.observe(N1, Lease.STALE, false, tale.intent(Intent.Kind.SCALE_DOWN)).beat("b1");
        tale.pass(MINUTE).observe(N1, Lease.STALE, true, tale.intent(Intent.Kind.SCALE_DOWN));
        tale.pass(Duration.ofMinutes(30));

        assertThat(status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void otherDataIsAppliedWithTheNextEvent() {
        tale.links(N1, phantom()).pass(TEN);
        known.set(KnownIssues.NONE);
        tale.lease(N1, Lease.FRESH).pass(Duration.ofMinutes(6));
        assertThat(status()).isEqualTo(Status.RESOLVED);

        known.set(KnownPhantoms.known());
        tale.lease(N1, Lease.FRESH).pass(TEN);
        assertThat(status()).isEqualTo(Status.OPEN);
    }

    private Status status() {
        return tale.finding(PhantomInterface.ID).course().status();
    }
}
