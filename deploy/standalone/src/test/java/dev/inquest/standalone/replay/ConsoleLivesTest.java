package dev.inquest.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.inquest.detection.known.Advisories;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.standalone.replay.ConsoleLife.Beating;
import dev.inquest.topology.ReplayRun;
import dev.inquest.topology.known.KnownIssuesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every real console of the corpus, replayed together with the heartbeats of what really happened,
/// must end in the right state.
class ConsoleLivesTest {

    private static final List<Beating> BEATINGS =
            List.of(
                    new Beating(Duration.ofSeconds(10), true),
                    new Beating(Duration.ofSeconds(10), false),
                    new Beating(Duration.ofSeconds(1), true),
                    new Beating(Duration.ofSeconds(1), false));

    @TempDir private Path directory;

    @Test
    void everyConsoleEndsInTheRightStateHoweverTheAgentBeats() throws IOException {
        assumeThat(Files.isDirectory(ConsoleLife.CORPUS))
                .as("the consoles are at ../shared/corpus/consoles beside the project")
                .isTrue();
        var softly = new SoftAssertions();
        for (var life : ConsoleLife.all()) {
            for (var beating : BEATINGS) {
                var beats = life.heartbeats(directory, beating);
                judge(softly, life, beating, replay(List.of(life.log(), beats)));
                judge(softly, life, beating, replay(List.of(beats, life.log())));
            }
        }
        softly.assertAll();
    }

    private static void judge(
            SoftAssertions softly, ConsoleLife life, Beating beating, ReplayRun run) {
        var name = life.log().getFileName() + " " + beating;
        var patterns = run.findings().stream().map(Finding::getPattern).toList();
        softly.assertThat(state(run)).as(name).isEqualTo(life.expected());
        if (life.outcome().equals("DUMP_FAILED_HUNG")) {
            softly.assertThat(patterns).as(name).contains("crash-dump-failed");
        }
        if (life.isSilentEnd()) {
            softly.assertThat(run.findings()).as(name).noneMatch(Finding::getPages);
        }
        if (life.isTrouble()) {
            softly.assertThat(patterns).as(name).contains("kernel-trouble");
        }
        if (!life.stopsForGood()) {
            softly.assertThat(patterns).as(name).isSubsetOf(life.patterns());
            softly.assertThat(run.findings())
                    .as(name)
                    .allMatch(ConsoleLivesTest::isOverUnlessRebooted)
                    .noneMatch(ConsoleLivesTest::pagesALiveNode);
        }
    }

    /// A reboot is news for half an hour; everything else of such a life has passed.
    private static boolean isOverUnlessRebooted(Finding finding) {
        return finding.getStatus() == FindingStatus.RESOLVED
                || finding.getPattern().equals("crashed-and-rebooted");
    }

    private static boolean pagesALiveNode(Finding finding) {
        return finding.getPages() && !finding.getPattern().equals("hung-cohort");
    }

    private static String state(ReplayRun run) {
        NodeStatus status = run.statuses().getFirst();
        return Optional.ofNullable(status.getReboot())
                .map(kind -> status.getState() + " " + kind)
                .orElse(status.getState().toString());
    }

    private static ReplayRun replay(List<Path> files) throws IOException {
        var broken = new ArrayList<String>();
        var replay =
                new Replay(
                        Optional.of(NodeKey.parse(ConsoleLife.NODE)),
                        KnownIssuesFile.builtIn(),
                        Advisories.NONE,
                        new ReplayObserver() {
                            @Override
                            public void broken(Place place, String why) {
                                broken.add(place + ": " + why);
                            }
                        });
        var run = replay.run(files);
        assertThat(broken).isEmpty();
        return run;
    }
}
