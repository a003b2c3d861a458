package dev.inquest.standalone.cli;

import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.terminal.Text;
import dev.inquest.topology.wire.Orders;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says that somebody has taken a finding on.
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        description = {
            "Say that you have taken a finding on. The finding then carries your name.",
            "It ends when the finding is resolved and opens again."
        })
public final class AckCommand implements Callable<Integer> {

    private static final String COMMAND = "inquest ack";

    @Parameters(
            paramLabel = "FINDING",
            description = "Id of the finding, or the beginning of it where that is enough.")
    private String finding = "";

    @Option(names = "--undo", description = "Take it back.")
    private boolean undo;

    @Mixin private final PersonOptions person = new PersonOptions();
    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final OutputOption output = new OutputOption();

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws InterruptedException {
        person.check(COMMAND);
        var desk = new OperatorDesk(COMMAND, kafka);
        var taken = desk.open((connection, topics) -> take(desk, connection, topics));
        var screen = Terminal.out();
        if (output.isJson()) {
            new JsonLines(screen)
                    .print(
                            JsonLines.object()
                                    .put("finding", taken.getId())
                                    .put("acknowledged", !undo)
                                    .put("by", person.by()));
        } else {
            screen.line(
                    Text.clean(
                            "%s: %s (%s)"
                                    .formatted(
                                            undo ? "Taken back" : "Acknowledged",
                                            taken.getTitle(),
                                            taken.getId())));
        }
        return ExitCode.FINE.number();
    }

    private Finding take(OperatorDesk desk, Connection connection, Topics topics)
            throws InterruptedException {
        var taken = desk.finding(finding, connection, topics);
        var action =
                OperatorAction.newBuilder()
                        .setKind(OperatorActionKind.ACKNOWLEDGE)
                        .setTarget(taken.getId())
                        .setBy(person.by())
                        .setReason(person.reason())
                        .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .build();
        desk.say(Orders.acknowledgeKey(taken.getId()), undo ? null : action, connection, topics);
        return taken;
    }
}
