package dev.inquest.standalone.demo;

import dev.inquest.schemas.json.PlainJson;
import dev.inquest.standalone.broker.PortTaken;
import dev.inquest.standalone.cli.CommandFailed;
import dev.inquest.standalone.cli.ExitCode;
import dev.inquest.standalone.demo.story.FoundingIncident;
import dev.inquest.standalone.demo.summary.NotPagedReport;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Terminal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows what Inquest does with a real incident, played by a simulated fleet faster than it
/// happened.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Watch a simulated fleet live through an incident, amid reboots, drains and other"
                        + " ordinary life.")
public final class DemoCommand implements Callable<Integer> {

    private static final String SIMULATED =
            "This fleet is SIMULATED: no node of it exists. Detection is real and sees only Kafka"
                    + " topics and console files.";

    private final InstantSource clock = InstantSource.system();

    @Spec private @Nullable CommandSpec spec;
    @Mixin private DemoOptions options = new DemoOptions();

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        var directory = DemoDirectory.fresh(options.dataDirectory());
        var ended = new CountDownLatch(1);
        var stopped = stopsWithTheProgram(ended);
        try {
            play(directory, stopped);
            return ExitCode.FINE.number();
        } catch (PortTaken e) {
            throw CommandFailed.unavailable(String.valueOf(e.getMessage()));
        } finally {
            directory.clean();
            ended.countDown();
        }
    }

    private void play(DemoDirectory directory, CountDownLatch stopped) throws InterruptedException {
        var story =
                options.hasCause()
                        ? FoundingIncident.told(options.seed())
                        : FoundingIncident.withoutCause(options.seed());
        var telling = telling();
        telling.say(Style.STRONG, SIMULATED);
        if (!options.hasCause()) {
            telling.say(Style.STRONG, "Nodes hang AT RANDOM in it: they share no cause.");
        }
        telling.say(
                Style.PLAIN,
                "%d nodes, %d minutes of story at %s times its speed. Times are minutes and seconds of the story."
                        .formatted(
                                story.fleet().nodes().size(),
                                story.end().toMinutes(),
                                options.speed()));
        try (var evening = new Evening(options, directory, story, telling)) {
            if (!evening.play(options.speed())) {
                telling.say(Style.ALARM, "Detection did not come to the end of the story in time.");
            }
            conclude(evening.audience(), directory, telling);
            if (!options.exits()) {
                evening.playOn();
                telling.say(
                        Style.STRONG,
                        "The story is over; the platform and its fleet go on until Ctrl-C.");
                stopped.await();
            }
        }
    }

    private void conclude(Audience audience, DemoDirectory directory, Telling telling) {
        var findings = audience.findings();
        var notPaged = audience.notPaged();
        telling.findings(findings);
        telling.say(
                Style.STRONG,
                "%d findings; deliberately not paged: %s."
                        .formatted(findings.size(), notPaged.summary()));
        var report = new NotPagedReport(telling.start(), findings, notPaged).markdown();
        telling.say(Style.PLAIN, "Who was not paged, and why: " + directory.keep(report));
        telling.say(Style.STRONG, SIMULATED);
        if (options.isJson()) {
            var out = commandLine().getOut();
            findings.forEach(finding -> out.println(PlainJson.write(finding)));
            out.flush();
        }
    }

    private Telling telling() {
        var screen = options.isJson() ? Terminal.err() : Terminal.out();
        return new Telling(screen, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec.commandLine();
    }

    /// Ctrl-C ends the story in good order: the program waits until all parts are closed.
    private static CountDownLatch stopsWithTheProgram(CountDownLatch ended) {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    stopped.countDown();
                                    awaitQuietly(ended);
                                }));
        return stopped;
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            var _ = ended.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
