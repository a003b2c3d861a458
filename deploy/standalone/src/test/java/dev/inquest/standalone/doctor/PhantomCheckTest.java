package dev.inquest.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Link;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.standalone.doctor.Check.Level;
import dev.inquest.topology.known.KnownIssuesFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhantomCheckTest {

    private static final Link KUBE_IPVS0 =
            Link.newBuilder()
                    .setIndex(7)
                    .setName("kube-ipvs0")
                    .setKind("dummy")
                    .setOperState("DOWN")
                    .build();

    @Test
    void aLinkWithoutItsOwnerIsToldWithTheWayOut() {
        var check = check(true, List.of("cilium-agent"));

        assertThat(check.level()).isEqualTo(Level.ATTENTION);
        assertThat(check.remedies())
                .anySatisfy(remedy ->
                        assertThat(remedy.commands()).contains("ip link delete kube-ipvs0"));
    }

    @Test
    void aLinkWhoseOwnerIsThereIsFine() {
        assertThat(check(true, List.of("kube-proxy", "kube-proxy ipvs")).level())
                .isEqualTo(Level.FINE);
    }

    @Test
    void whereOwnersCannotBeSeenItIsOnlyNoted() {
        assertThat(check(false, List.of()).level()).isEqualTo(Level.NOTE);
    }

    private static Check check(boolean ownersKnown, List<String> owners) {
        var links =
                NodeLinks.newBuilder()
                        .setLinks(List.of(KUBE_IPVS0))
                        .setOwners(owners)
                        .setOwnersKnown(ownersKnown)
                        .build();
        return PhantomCheck.of(links, KnownIssuesFile.builtIn());
    }
}
