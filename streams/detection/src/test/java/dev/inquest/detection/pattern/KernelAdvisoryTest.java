package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Member;
import dev.inquest.detection.fleet.Status;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.Advisory;
import dev.inquest.detection.known.KernelRange;
import dev.inquest.detection.known.KernelVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelAdvisoryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final NodeId N2 = new NodeId("prod", "n2");

    private Advisories advisories = new Advisories(List.of(hangs("5.15.0-112")));
    private final Tale tale = Tale.advised(() -> advisories);

    @Test
    void nodesWithSuchAKernelAreOneWarningThatWakesNobody() {
        kernel(N1, "5.15.0-91-generic").kernel(N2, "5.15.0-105-generic");

        var finding = tale.finding(KernelAdvisory.ID);
        assertThat(finding.telling().title()).isEqualTo("advisory jammy: hangs on 2 nodes");
        assertThat(finding.paging().pages()).isFalse();
        assertThat(finding.concerned()).extracting(Member::node).containsExactly(N1, N2);
        assertThat(finding.telling().remedies())
                .singleElement()
                .satisfies(remedy -> assertThat(remedy.text()).contains("5.15.0-112-generic"));
        assertThat(finding.evidence())
                .anySatisfy(evidence ->
                        assertThat(evidence.excerpt()).contains("kernel 5.15.0-91-generic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.15.0-112-generic",
                "5.15.0-9-generic",
                "5.15.0-91-aws",
                "6.8.0",
                "odd",
                ""
            })
    void otherKernelsAreNoMatter(String release) {
        kernel(N1, release);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void anUpgradeEndsIt() {
        kernel(N1, "5.15.0-91-generic").kernel(N1, "5.15.0-112-generic");
        tale.live("b2", Duration.ofMinutes(6));

        assertThat(tale.finding(KernelAdvisory.ID).course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aReloadedFileIsAppliedAtTheNextThingHeardOfANode() {
        kernel(N1, "5.15.0-105-generic");
        advisories = new Advisories(List.of(hangs("5.15.0-100")));
        tale.restart(N1, "daemonset/x", 0);
        tale.live("b1", Duration.ofMinutes(6));

        assertThat(tale.finding(KernelAdvisory.ID).course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void factsThatAreToldEveryHourTellNothingNew() {
        kernel(N1, "5.15.0-91-generic");
        var told = tale.finding(KernelAdvisory.ID).course().revision();
        tale.live("b1", MINUTE);

        kernel(N1, "5.15.0-91-generic");

        assertThat(tale.finding(KernelAdvisory.ID).course().revision()).isEqualTo(told);
    }

    @Test
    void aNodeThatIsGoneForGoodIsAdvisedNoMore() {
        kernel(N1, "5.15.0-91-generic").tale.live("b1", MINUTE).kernel(poweredDown()).pass(MINUTE);

        assertThat(tale.finding(KernelAdvisory.ID).holds()).isFalse();
    }

    private KernelSignal poweredDown() {
        return new KernelSignal.PoweredDown(tale.now(), List.of());
    }

    private KernelAdvisoryTest kernel(NodeId node, String release) {
        tale.facts(node, Map.of("distro", "ubuntu", "kernel_release", release));
        return this;
    }

    private static Advisory hangs(String fixedIn) {
        var range =
                new KernelRange(
                        Optional.of(KernelVersion.fromString("5.15.0-91")),
                        Optional.of(KernelVersion.fromString(fixedIn)),
                        List.of("generic"));
        return new Advisory(
                "jammy",
                "hangs",
                List.of("ubuntu"),
                List.of(range),
                fixedIn + "-generic",
                "",
                "https://wiki.example.org/kernels");
    }
}
