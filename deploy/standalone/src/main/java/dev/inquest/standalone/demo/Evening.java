package dev.inquest.standalone.demo;

import dev.inquest.console.access.Access;
import dev.inquest.query.http.QueryDoor;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.cli.CommandFailed;
import dev.inquest.standalone.demo.stage.ConsoleReading;
import dev.inquest.standalone.demo.stage.StoryClock;
import dev.inquest.standalone.demo.stage.Theatre;
import dev.inquest.standalone.demo.story.Simulation;
import dev.inquest.standalone.demo.story.Story;
import dev.inquest.standalone.http.Serving;
import dev.inquest.standalone.platform.Follower;
import dev.inquest.standalone.platform.Patience;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.query.QueryService;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.web.WebConsole;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Everything that one run of the demonstration needs, started in order and closed in reverse:
/// platform, detection, those who listen to it, and the theatre. Kafka topics and console files are
/// all that lies between detection and the theatre.
final class Evening implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration DETECTOR_UP = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration EVER_AFTER = Duration.ofDays(3_650);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Story story;
    private final StoryClock clock;
    private final Audience audience;
    private final Theatre theatre;

    /// Starts all parts; when one fails, those already started are closed again.
    Evening(DemoOptions options, DemoDirectory directory, Story story, Telling telling)
            throws InterruptedException {
        this.story = story;
        this.clock = new StoryClock(telling.start());
        this.audience = new Audience(telling, PARTITIONS, story.chapters());
        try {
            var door = new QueryDoor();
            var console = new WebConsole(new Access.Loopback(), InstantSource.system());
            var platform = opened(platform(options, directory, telling, console.pages(door)));
            var detector = opened(detector(platform, directory));
            opened(
                    Follower.start(
                            platform,
                            platform.topics().transitions(),
                            true,
                            (_, transition) -> audience.hear(transition)));
            opened(
                    Follower.start(
                            platform,
                            platform.topics().findings(),
                            true,
                            (_, finding) -> audience.hear(finding)));
            var query = opened(QueryService.start(platform, door, InstantSource.system()));
            opened(console).open(platform, query.tables());
            awaitRunning(detector);
            var consoles = opened(FollowedConsoles.start(platform, directory, clock));
            this.theatre = opened(theatre(platform, directory, consoles));
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private static Platform platform(
            DemoOptions options, DemoDirectory directory, Telling telling, List<Object> pages)
            throws InterruptedException {
        var settings =
                new PlatformSettings(
                        directory.data(),
                        options.kafkaPort(),
                        options.httpPort(),
                        Topics.DEFAULT_PREFIX,
                        PARTITIONS,
                        TimeSource.STORY,
                        Optional.empty(),
                        Map.of());
        var observer =
                new PlatformObserver() {
                    @Override
                    public void started(String part, String where, Duration took) {
                        telling.say(Style.FAINT, "%s: %s".formatted(part, where));
                    }
                };
        return Platform.start(
                settings, observer, InstantSource.system(), Serving.onLoopback(pages));
    }

    private static Detector detector(Platform platform, DemoDirectory directory) {
        var settings =
                new DetectorSettings(
                        platform.bootstrapServers(), directory.state(), false, Map.of());
        return Detector.start(settings, platform.topics(), platform.registry());
    }

    private Theatre theatre(Platform platform, DemoDirectory directory, ConsoleReading reading) {
        var house =
                new Theatre.House(
                        platform.bootstrapServers(),
                        platform.registry(),
                        platform.topics(),
                        PARTITIONS,
                        directory.consoles(),
                        reading);
        var simulation = Simulation.of(story, platform.topics(), clock.start());
        return Theatre.open(house, simulation, clock);
    }

    private static void awaitRunning(Detector detector) throws InterruptedException {
        if (!Patience.until(detector::isRunning, Duration.ofMillis(100), DETECTOR_UP)) {
            throw CommandFailed.unavailable(
                    "detection was not running within " + DETECTOR_UP.toSeconds() + " s");
        }
    }

    private <P extends AutoCloseable> P opened(P part) {
        parts.push(part);
        return part;
    }

    /// Plays the story to its end and waits for detection's last word about it.
    ///
    /// @return false where detection did not come to the end in time
    boolean play(double speed) throws InterruptedException {
        try {
            theatre.play(story.end().plus(SETTLING), speed).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the story broke off", e.getCause());
        }
        var reached = audience.awaitReached(clock.start().plus(story.end()), PATIENCE);
        audience.awaitQuiet(QUIET, PATIENCE);
        return reached;
    }

    /// Lets the fleet live on, second by second, until the evening is closed.
    void playOn() {
        var _ = theatre.play(EVER_AFTER, 1);
    }

    Audience audience() {
        return audience;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part did not close", e);
            }
        }
    }
}
