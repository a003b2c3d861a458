package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.standalone.demo.fleet.FleetNode;
import dev.inquest.standalone.demo.fleet.Network;
import dev.inquest.standalone.demo.fleet.Workloads;
import java.time.Duration;
import java.util.List;

/// The Cilium agent picks the left-over kube-ipvs0 for direct routing, finds no address on it and
/// panics, again and again, until somebody deletes the link.
///
/// @param cured when the link is deleted
public record CiliumCrashLoop(FleetNode node, Duration at, Duration cured) implements Act {

    private static final Duration RUNS = Duration.ofSeconds(4);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /// The agent's last words, as they appear in public reports of this panic.
    private static final List<String> LOG =
            List.of(
                    "level=info msg=\"Detected devices\" devices=\"[eth0 kube-ipvs0]\""
                            + " subsys=linux-datapath",
                    "level=info msg=\"Direct routing device detected\""
                            + " direct-routing-device=kube-ipvs0 subsys=linux-datapath",
                    "panic: runtime error: index out of range [3] with length 0",
                    "",
                    "goroutine 416 [running]:",
                    "github.com/cilium/cilium/pkg/byteorder.NetIPv4ToHost32({0x0?, 0x0?, 0x0?})",
                    "\t/go/src/github.com/cilium/cilium/pkg/byteorder/byteorder.go:15 +0x65",
                    "github.com/cilium/cilium/pkg/datapath/linux/config"
                            + ".(*HeaderfileWriter).WriteNodeConfig(...)",
                    "\t/go/src/github.com/cilium/cilium/pkg/datapath/linux/config/config.go:143"
                            + " +0x973");

    @Override
    public void play(Life life) {
        var wait = FIRST_WAIT;
        var ends = at.plus(RUNS);
        for (var count = 1; ends.compareTo(cured) < 0; count++) {
            life.restarts(ends, restart(count, life.boot()));
            ends = ends.plus(wait).plus(RUNS);
            wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
        }
        life.losesPhantom(cured);
    }

    /// The link that has to go.
    public String link() {
        return Network.PHANTOM;
    }

    private PodRestart restart(int count, Boot boot) {
        var uid = node.idOf("cilium-pod" + boot.number());
        return PodRestart.newBuilder()
                .setNamespaceName("kube-system")
                .setPod("cilium-" + uid.substring(0, 5))
                .setPodUid(uid)
                .setContainer("cilium-agent")
                .setWorkload(Workloads.CILIUM)
                .setImageDigest(Workloads.CILIUM_DIGEST)
                .setControllerRevision(Workloads.CILIUM_REVISION)
                .setRestartCount(count)
                .setWaitingReason("CrashLoopBackOff")
                .setTerminationReason("Error")
                .setExitCode(2)
                .setLastLogLines(LOG)
                .setBootId(boot.id())
                .build();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
