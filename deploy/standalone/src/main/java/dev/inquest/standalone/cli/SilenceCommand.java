package dev.inquest.standalone.cli;

import dev.inquest.detection.fleet.Silence.Kind;
import dev.inquest.detection.fleet.Silence.Subject;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import dev.inquest.schemas.wire.OperatorScope;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.topology.wire.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Keeps findings from waking anybody for a while.
@Command(
        name = "silence",
        mixinStandardHelpOptions = true,
        description = {
            "Keep a finding, all findings of a pattern, or all that is only about a node from waking"
                    + " anybody, for a while.",
            "They are found, shown and delivered all the same. Without options, list what is"
                    + " silenced now."
        })
public final class SilenceCommand implements Callable<Integer> {

    private static final String COMMAND = "inquest silence";
    private static final Duration LONGEST = Duration.ofDays(366);

    @ArgGroup private @Nullable What what;

    /// One of them.
    private static final class What {
        @Option(
                names = "--finding",
                paramLabel = "ID",
                description = "A finding; the beginning of its id where that is enough.")
        private @Nullable String finding;

        @Option(
                names = "--pattern",
                paramLabel = "ID",
                description = "All findings of a pattern, such as kernel-trouble.")
        private @Nullable String pattern;

        @Option(
                names = "--node",
                paramLabel = "CLUSTER/NODE",
                description = "Findings that are about this node alone, or about silenced ones.")
        private @Nullable String node;
    }

    @Option(names = "--for", paramLabel = "TIME", description = "For so long: 90m, 2h, 3d.")
    private @Nullable String lasting;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Until then, such as 2026-01-31T08:00:00Z.")
    private @Nullable String until;

    @Option(names = "--lift", description = "Let it wake somebody again.")
    private boolean lift;

    @Option(names = "--list", description = "List what is silenced now.")
    private boolean list;

    @Mixin private final PersonOptions person = new PersonOptions();
    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final OutputOption output = new OutputOption();

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws InterruptedException {
        var desk = new OperatorDesk(COMMAND, kafka);
        var asked = what;
        if (asked == null) {
            require(lasting == null && until == null && !lift, "--finding, --pattern or --node?");
            return list(desk);
        }
        require(!list, "--list stands alone");
        require(!lift || (lasting == null && until == null), "--lift needs no end");
        person.check(COMMAND);
        var end = lift ? Optional.<Instant>empty() : Optional.of(end());
        return desk.open((connection, topics) -> say(desk, asked, end, connection, topics));
    }

    private Integer list(OperatorDesk desk) throws InterruptedException {
        var now = clock.instant();
        var said = desk.open(desk::said);
        SilenceList.print(said.values(), now, output);
        return ExitCode.FINE.number();
    }

    private Integer say(
            OperatorDesk desk,
            What asked,
            Optional<Instant> end,
            Connection connection,
            Topics topics)
            throws InterruptedException {
        var subject = subject(desk, asked, connection, topics);
        var key = Orders.silenceKey(subject);
        if (lift) {
            require(desk.said(connection, topics).containsKey(key), "it is not silenced");
        }
        desk.say(key, end.map(at -> action(subject, at)).orElse(null), connection, topics);
        var word = end.map(at -> "Silenced until " + at).orElse("Lifted");
        var screen = Terminal.out();
        if (output.isJson()) {
            var json =
                    JsonLines.object()
                            .put("scope", subject.kind().name())
                            .put("target", subject.name())
                            .put("silenced", !lift);
            end.ifPresent(at -> json.put("until", at.toString()));
            new JsonLines(screen).print(json);
        } else {
            screen.line("%s: %s %s".formatted(word, SilenceList.word(subject), subject.name()));
        }
        return ExitCode.FINE.number();
    }

    private OperatorAction action(Subject subject, Instant end) {
        return OperatorAction.newBuilder()
                .setKind(OperatorActionKind.SILENCE)
                .setScope(OperatorScope.valueOf(subject.kind().name()))
                .setTarget(subject.name())
                .setBy(person.by())
                .setReason(person.reason())
                .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setUntil(end)
                .build();
    }

    private static Subject subject(
            OperatorDesk desk, What asked, Connection connection, Topics topics) {
        var finding = asked.finding;
        if (finding != null) {
            return new Subject(Kind.FINDING, desk.finding(finding, connection, topics).getId());
        }
        var pattern = asked.pattern;
        if (pattern != null) {
            require(pattern.matches("[a-z0-9-]{1,64}"), "--pattern: no id of a pattern");
            return new Subject(Kind.PATTERN, pattern);
        }
        try {
            return new Subject(Kind.NODE, NodeKey.parse(String.valueOf(asked.node)).toString());
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(COMMAND + ": --node: " + e.getMessage());
        }
    }

    private Instant end() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        require((lasting == null) != (until == null), "one of --for and --until says how long");
        var end = lasting != null ? now.plus(SilenceEnd.lasting(lasting)) : SilenceEnd.at(until);
        require(end.isAfter(now), "it would end before it begins");
        require(!end.isAfter(now.plus(LONGEST)), "a year at most");
        return end;
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw CommandFailed.badInput(COMMAND + ": " + line);
        }
    }
}
