package dev.inquest.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Everything in one process: the embedded broker, this host's collectors, detection, findings.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Run everything in one process, on this host.")
public final class UpCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return ExitCode.FINE.number();
    }
}
