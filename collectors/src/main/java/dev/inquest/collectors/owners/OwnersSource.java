package dev.inquest.collectors.owners;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.pods.PodDirectory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds who on this node makes network links: by running processes, by the pods that have logs
/// here, and for kube-proxy by the IPVS table.
///
/// An owner that is present by either witness is present: a crash-looping pod has no process, a
/// system service has no pod. Absence is believed only where the kubelet can be seen, since whoever
/// cannot see it looks into a container.
public record OwnersSource(HostFiles host) {

    /// kube-proxy runs, in whichever mode.
    public static final String KUBE_PROXY = "kube-proxy";

    /// kube-proxy runs in IPVS mode.
    public static final String KUBE_PROXY_IPVS = "kube-proxy ipvs";

    /// By the name of a process.
    private static final Map<String, String> BY_PROCESS =
            Map.of(
                    "kube-proxy", KUBE_PROXY,
                    "cilium-agent", "cilium-agent",
                    "node-cache", "node-local-dns",
                    "flanneld", "flannel",
                    "calico-node", "calico",
                    "weaver", "weave",
                    "kube-router", "kube-router",
                    "antrea-agent", "antrea");

    /// By the workload of a pod.
    private static final Map<String, String> BY_WORKLOAD =
            Map.ofEntries(
                    Map.entry("kube-proxy", KUBE_PROXY),
                    Map.entry("cilium", "cilium-agent"),
                    Map.entry("node-local-dns", "node-local-dns"),
                    Map.entry("nodelocaldns", "node-local-dns"),
                    Map.entry("kube-flannel", "flannel"),
                    Map.entry("kube-flannel-ds", "flannel"),
                    Map.entry("canal", "flannel"),
                    Map.entry("rke2-canal", "flannel"),
                    Map.entry("calico-node", "calico"),
                    Map.entry("weave-net", "weave"),
                    Map.entry("kube-router", "kube-router"),
                    Map.entry("antrea-agent", "antrea"));

    /// Programs that carry kubelet, kube-proxy and a network in one process.
    private static final Set<String> ALL_IN_ONE =
            Set.of("k3s", "k3s-server", "k3s-agent", "kubelite");

    private static final String KUBELET = "kubelet";
    private static final String PODS = "var/log/pods";

    /// Every word that may be said; `known-issues.yaml` uses the same.
    public static final Set<String> VOCABULARY =
            Stream.of(
                            BY_PROCESS.values().stream(),
                            BY_WORKLOAD.values().stream(),
                            Stream.of(KUBE_PROXY_IPVS))
                    .flatMap(words -> words)
                    .collect(Collectors.toUnmodifiableSet());

    /// Looks now.
    public Owners look() {
        var processes = new Processes(host).named(OwnersSource::isWanted);
        var running = processes.orElse(List.of());
        var names = new TreeSet<String>();
        running.forEach(process -> names.addAll(owned(process)));
        host.names(PODS).stream()
                .flatMap(name -> PodDirectory.parse(name).stream())
                .flatMap(OwnersSource::owned)
                .forEach(names::add);
        if (names.contains(KUBE_PROXY) && isIpvs(running)) {
            names.add(KUBE_PROXY_IPVS);
        }
        return new Owners(running.stream().anyMatch(OwnersSource::isKubelet), List.copyOf(names));
    }

    private static Stream<String> owned(PodDirectory pod) {
        return BY_WORKLOAD.entrySet().stream()
                .filter(owner -> pod.isOf(owner.getKey()))
                .map(Map.Entry::getValue);
    }

    private static boolean isWanted(String name) {
        return BY_PROCESS.containsKey(name) || ALL_IN_ONE.contains(name) || name.equals(KUBELET);
    }

    private static boolean isKubelet(RunningProcess process) {
        return process.name().equals(KUBELET) || ALL_IN_ONE.contains(process.name());
    }

    private static Set<String> owned(RunningProcess process) {
        if (!ALL_IN_ONE.contains(process.name())) {
            var owner = BY_PROCESS.getOrDefault(process.name(), "");
            return owner.isEmpty() ? Set.of() : Set.of(owner);
        }
        var owners = new TreeSet<String>();
        if (!process.arguments().contains("--disable-kube-proxy")) {
            owners.add(KUBE_PROXY);
        }
        if (!process.option("--flannel-backend").equals("none")) {
            owners.add("flannel");
        }
        return owners;
    }

    /// A mode on a command line decides; one that comes from a file shows in the kernel's table,
    /// which may be that of an earlier life: then the link gets the benefit of the doubt.
    private boolean isIpvs(List<RunningProcess> running) {
        var modes =
                running.stream()
                        .map(process -> process.option("--proxy-mode"))
                        .filter(mode -> !mode.isEmpty())
                        .toList();
        return modes.isEmpty() ? hasServices() : modes.contains("ipvs");
    }

    private boolean hasServices() {
        var ofHost = host.lines("proc/1/net/ip_vs");
        var table = ofHost.isEmpty() ? host.lines("proc/net/ip_vs") : ofHost;
        return IpVsTable.parse(table).services() > 0;
    }
}
