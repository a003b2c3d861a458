package dev.inquest.collectors.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriLogTest {

    private static final String TIME = "2024-06-17T02:00:00.123456789Z ";

    @Test
    void partsOfALineArePutTogetherPerStream() {
        assertThat(
                        lines(
                                TIME + "stdout P one ",
                                TIME + "stderr F other",
                                TIME + "stdout P:x two ",
                                TIME + "stdout F three"))
                .containsExactly("other", "one two three");
    }

    @Test
    void anUnfinishedLineIsKept() {
        assertThat(lines(TIME + "stdout F a", TIME + "stdout P b")).containsExactly("a", "b");
    }

    @Test
    void emptyLinesAndOtherFormsAreTakenAsTheyAre() {
        assertThat(lines(TIME + "stdout F ", TIME + "stdout F", "{\"log\":\"panic\\n\"}", "x"))
                .containsExactly("", "", "{\"log\":\"panic\\n\"}", "x");
    }

    @Test
    void theFirstHalfRecordOfATailIsDropped() {
        var bytes = bytes("rdout F half", TIME + "stdout F whole");

        assertThat(CriLog.lines(bytes, false)).containsExactly("whole");
        assertThat(CriLog.lines(bytes("no line end at all"), false)).isEmpty();
        assertThat(CriLog.lines(new byte[0], false)).isEmpty();
    }

    @Test
    void controlCharactersAndLengthDoNoHarm() {
        assertThat(
                        lines(
                                TIME + "stdout F \u001b[31mred\t!",
                                TIME + "stdout F " + "x".repeat(5_000)))
                .satisfiesExactly(
                        red -> assertThat(red).isEqualTo("?[31mred\t!"),
                        x -> assertThat(x).hasSize(CriLog.MAX_LINE));
        assertThat(lines((TIME + "stdout P " + "x".repeat(500) + "\n").repeat(100).strip()))
                .singleElement()
                .asString()
                .hasSize(CriLog.MAX_LINE);
    }

    @Test
    void namesOfPodsTellWorkloads() {
        assertThat(workload("cilium-x7k2p")).isEqualTo("daemonset/cilium");
        assertThat(workload("coredns-5d78c9869d-x7k2p")).isEqualTo("deployment/coredns");
        assertThat(workload("etcd-0")).isEqualTo("statefulset/etcd");
        assertThat(workload("debug")).isEqualTo("pod/debug");
        assertThat(
                        PodDirectory.parse(
                                        "kube-system_kube-proxy-n1_0123456789abcdef0123456789abcdef")
                                .map(pod -> Workload.of(pod).toString()))
                .contains("static/kube-proxy-n1");
    }

    private static String workload(String pod) {
        var directory = new PodDirectory("ns", pod, "0f5a8f4e-1111-2222-3333-444455556666");
        return Workload.of(directory).toString();
    }

    private static List<String> lines(String... lines) {
        return CriLog.lines(bytes(lines), true);
    }

    private static byte[] bytes(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
