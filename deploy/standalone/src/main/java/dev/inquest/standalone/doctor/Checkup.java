package dev.inquest.standalone.doctor;

import dev.inquest.collectors.facts.FactsSource;
import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.kernel.KmsgDevice;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.detection.forecast.PanicForecast;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// All that can be said of a node by looking at it once, without a fleet to compare it with.
///
/// @param facts what the node is
/// @param forecast what it would do at its next panic
/// @param checks everything else, in a fixed order
public record Checkup(Map<String, String> facts, Forecast forecast, List<Check> checks) {

    /// What the node is held against.
    public record Knowledge(CrashDumpGuide crashDumps, KnownIssues issues, Advisories advisories) {}

    public Checkup {
        facts = Map.copyOf(facts);
        checks = List.copyOf(checks);
    }

    /// Looks at the node whose file system is at a root.
    public static Checkup of(Path root, Knowledge knowledge) {
        var host = new HostFiles(root);
        var facts = new FactsSource(host, System.getProperty("os.arch", "unknown")).read();
        return new Checkup(
                facts,
                PanicForecast.of(facts, knowledge.crashDumps()),
                List.of(
                        PstoreCheck.of(facts, host),
                        TaintsCheck.of(facts),
                        TroubleCheck.of(KmsgDevice.at(root.resolve("dev/kmsg"))),
                        PhantomCheck.of(host, knowledge.issues()),
                        AdvisoryCheck.of(facts, knowledge.advisories())));
    }

    /// Whether somebody should do something.
    public boolean needsAttention() {
        return forecast.needsAttention()
                || checks.stream().anyMatch(check -> check.level() == Check.Level.ATTENTION);
    }
}
