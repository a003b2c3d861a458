package dev.inquest.collectors.cluster.pod;

import dev.inquest.collectors.redact.Redactor;
import dev.inquest.schemas.wire.PodRestart;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// How a container ended before it was started again.
record Termination(ContainerStatus status) {

    private static final int MAX_LINES = 40;
    private static final int MAX_LINE = 1_024;
    // Kubernetes itself keeps at most 12 KiB.
    private static final int MAX_MESSAGE = 16 << 10;

    private Optional<ContainerStateTerminated> last() {
        return Optional.ofNullable(status.getLastState()).map(ContainerState::getTerminated);
    }

    private Optional<ContainerState> state() {
        return Optional.ofNullable(status.getState());
    }

    /// Why it waits now, or did when it was last seen to wait.
    String waiting(String before) {
        return state().map(ContainerState::getWaiting)
                .map(ContainerStateWaiting::getReason)
                .orElse(before);
    }

    /// How long ago it was started again, by the node's clock against ours; nothing when it does
    /// not say or says nonsense.
    Duration age(Instant now) {
        var at =
                state().map(ContainerState::getRunning)
                        .map(ContainerStateRunning::getStartedAt)
                        .or(() -> last().map(ContainerStateTerminated::getFinishedAt));
        return at.flatMap(Termination::parse)
                .map(began -> Duration.between(began, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    PodRestart restart(Pod pod, String waitedFor, Duration heldFor) {
        var meta = pod.getMetadata();
        var restart =
                PodRestart.newBuilder()
                        .setNamespaceName(meta.getNamespace())
                        .setPod(meta.getName())
                        .setPodUid(meta.getUid())
                        .setContainer(status.getName())
                        .setWorkload(Workload.of(pod))
                        .setImageDigest(digest())
                        .setControllerRevision(Workload.revision(pod))
                        .setRestartCount(status.getRestartCount())
                        .setWaitingReason(waiting(waitedFor))
                        .setHeldForMs(heldFor.toMillis());
        last().ifPresent(ended -> describe(restart, ended));
        return restart.build();
    }

    private static void describe(PodRestart.Builder restart, ContainerStateTerminated ended) {
        restart.setTerminationReason(ended.getReason() == null ? "" : ended.getReason())
                .setExitCode(ended.getExitCode() == null ? 0 : ended.getExitCode())
                .setSignal(ended.getSignal() == null ? 0 : ended.getSignal())
                .setLastLogLines(lines(ended.getMessage() == null ? "" : ended.getMessage()));
    }

    private static List<String> lines(String message) {
        var whole = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
        var all = Redactor.lines(whole.lines().map(Termination::clean).toList());
        return all.subList(Math.max(0, all.size() - MAX_LINES), all.size());
    }

    private static String clean(String line) {
        var cut = line.substring(0, Math.min(line.length(), MAX_LINE));
        return cut.replaceAll("\\p{Cntrl}", " ");
    }

    /// `registry/name@sha256:…` or, from some runtimes, the digest alone.
    private String digest() {
        return digest(status);
    }

    static String digest(ContainerStatus status) {
        var id = status.getImageID() == null ? "" : status.getImageID();
        var at = id.lastIndexOf('@');
        var digest = id.substring(at + 1);
        return digest.startsWith("sha256:") ? digest : "";
    }
}
