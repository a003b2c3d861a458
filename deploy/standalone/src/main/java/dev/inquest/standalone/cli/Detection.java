package dev.inquest.standalone.cli;

import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.telemetry.GuardMetrics;
import dev.inquest.telemetry.Metrics;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import dev.inquest.topology.GuardBoard;
import dev.inquest.topology.known.KnownIssuesFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Starts detection with the data files of the command line, which it then follows.
final class Detection {

    private static final Duration RUNNING_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private Detection() {}

    /// Starts it; what was started is closed in this order.
    ///
    /// @param command how the command is called, as its complaints begin
    static Detector start(
            String command,
            KnownIssuesOption knownIssues,
            AdvisoriesOption advisories,
            Metrics metrics,
            DetectorSettings settings,
            Platform platform,
            ClosingOrder order) {
        var issues = knownIssues.watch(command).map(order::add);
        var kernels = advisories.watch(command).map(order::add);
        var builtIn = KnownIssuesFile.builtIn();
        Supplier<KnownIssues> known = () -> issues.map(Supplier::get).orElse(builtIn);
        Supplier<Advisories> marked = () -> kernels.map(Supplier::get).orElse(Advisories.NONE);
        var board = new GuardBoard(InstantSource.system());
        GuardMetrics.register(metrics, board);
        return order.add(
                Detector.start(
                        settings, platform.topics(), platform.registry(), known, marked, board));
    }

    /// Waits until it runs, for a while, or until somebody asks to end.
    static void await(
            Detector detector, UpReport report, Interruption interruption, InstantSource clock)
            throws InterruptedException {
        report.starting("detection");
        var began = clock.instant();
        var giveUp = began.plus(RUNNING_WITHIN);
        while (!detector.isRunning() && clock.instant().isBefore(giveUp)) {
            if (interruption.await(LOOK_AGAIN)) {
                return;
            }
        }
        var state = detector.isRunning() ? "running" : "not running yet; the log says why";
        report.started("detection", state, Duration.between(began, clock.instant()));
    }
}
