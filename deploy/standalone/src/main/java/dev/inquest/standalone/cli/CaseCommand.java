package dev.inquest.standalone.cli;

import picocli.CommandLine.Command;

/// Commands around case files.
@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description = "Take a finding away as a case file.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CaseExportCommand.class)
public final class CaseCommand {}
