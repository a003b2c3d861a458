package dev.inquest.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// One collector, apart from everything else.
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = "Run one collector, with a Kafka and a schema registry that run elsewhere.",
        synopsisSubcommandLabel = "COLLECTOR",
        subcommands = {CollectConsoleCommand.class, CollectClusterCommand.class})
public final class CollectCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required collector");
    }
}
