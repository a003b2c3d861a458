package dev.inquest.collectors.owners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.HostTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersTest {

    private static final String SERVICES =
            """
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port Forward Weight ActiveConn InActConn
            TCP  0A600001:01BB rr
              -> 0A000007:192B      Masq    1      0          0
            UDP  [2001:0db8:0000:0000:0000:0000:0000:000a]:0035 rr
            FWM  00000001 rr
            """;

    @TempDir Path root;

    private HostTree host = new HostTree(Path.of("."));
    private int pid = 100;

    @BeforeEach
    void makeHost() {
        host = new HostTree(root);
        process("systemd", "/sbin/init");
    }

    @Test
    void withoutAKubeletNobodyCanSayWhoIsAbsent() {
        process("cilium-agent", "cilium-agent");

        assertThat(look()).isEqualTo(new Owners(false, List.of("cilium-agent")));
        assertThat(new OwnersSource(new HostFiles(root.resolve("nothing"))).look())
                .isEqualTo(Owners.UNKNOWN);
    }

    @Test
    void processesAreOwners() {
        kubelet();
        process("cilium-agent", "cilium-agent");
        process("node-cache", "/node-cache -localip 169.254.20.10");
        process("kube-proxy", "kube-proxy --config=/var/lib/kube-proxy/config.conf");

        assertThat(look())
                .isEqualTo(
                        new Owners(true, List.of("cilium-agent", "kube-proxy", "node-local-dns")));
    }

    @Test
    void podsAreOwnersEvenWhileTheyCrash() {
        kubelet();
        pod("kube-system_cilium-x7k2p_0f5a8f4e-1111-2222-3333-444455556666");
        pod("kube-system_cilium-operator-5d78c9869d-x7k2p_1f5a8f4e-1111-2222-3333-444455556666");
        pod("kube-system_kube-proxy-node1_0123456789abcdef0123456789abcdef");
        pod("default_cilium_strange");

        assertThat(look()).isEqualTo(new Owners(true, List.of("cilium-agent", "kube-proxy")));
    }

    @Test
    void theModeOfKubeProxyComesFromItsCommandLine() {
        kubelet();
        process("kube-proxy", "kube-proxy --proxy-mode ipvs");
        assertThat(look().names()).containsExactly("kube-proxy", "kube-proxy ipvs");
    }

    @Test
    void anotherModeOnTheCommandLineOverridesALeftOverTable() {
        kubelet();
        process("kube-proxy", "kube-proxy --proxy-mode=iptables");
        host.with("proc/net/ip_vs", SERVICES);

        assertThat(look().names()).containsExactly("kube-proxy");
    }

    @Test
    void elseTheKernelsTableShowsIt() {
        kubelet();
        pod("kube-system_kube-proxy-x7k2p_0f5a8f4e-1111-2222-3333-444455556666");
        host.with("proc/net/ip_vs", SERVICES);
        assertThat(look().names()).containsExactly("kube-proxy", "kube-proxy ipvs");
    }

    @Test
    void aTableWithoutKubeProxyIsNoOwner() {
        kubelet();
        host.with("proc/1/net/ip_vs", SERVICES);

        assertThat(look()).isEqualTo(new Owners(true, List.of()));
    }

    @Test
    void allInOneProgramsCarryTheirOwnersWithin() {
        process("k3s-server", "/usr/local/bin/k3s server");
        host.with("proc/net/ip_vs", SERVICES);
        assertThat(look())
                .isEqualTo(new Owners(true, List.of("flannel", "kube-proxy", "kube-proxy ipvs")));
    }

    @Test
    void whatAnAllInOneProgramWasToldToLeaveOutIsAbsent() {
        process("k3s-agent", "k3s agent --disable-kube-proxy --flannel-backend=none");

        assertThat(look()).isEqualTo(new Owners(true, List.of()));
    }

    @Test
    void servicesAreCountedWhateverStandsBetween() {
        assertThat(IpVsTable.parse(SERVICES.lines().toList()).services()).isEqualTo(3);
        assertThat(IpVsTable.parse(List.of("TCP ", "TCP  zz rr", "\0")).services()).isZero();
    }

    private Owners look() {
        return new OwnersSource(host.files()).look();
    }

    private void kubelet() {
        process("kubelet", "/usr/bin/kubelet");
    }

    private void process(String name, String command) {
        pid++;
        host.with("proc/" + pid + "/comm", name + "\n")
                .with("proc/" + pid + "/cmdline", command.replace(' ', '\0') + "\0");
    }

    private void pod(String name) {
        host.with("var/log/pods/" + name + "/agent/0.log", "");
    }
}
