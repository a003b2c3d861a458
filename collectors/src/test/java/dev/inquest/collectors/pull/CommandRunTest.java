package dev.inquest.collectors.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.collectors.pull.CommandRun.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CommandRunTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void theOutputIsRead() throws Exception {
        assertThat(text("echo one; echo two >&2; cat")).isEqualTo("one\n");
    }

    @Test
    void noShellIsInvolved() throws Exception {
        var output = CommandRun.output(List.of("echo", "$(id);`id`|cat"), TIMEOUT);
        assertThat(new String(output, StandardCharsets.UTF_8)).isEqualTo("$(id);`id`|cat\n");
    }

    @Test
    void ofALongOutputTheEndIsKept() throws Exception {
        var output =
                CommandRun.output(
                        List.of("sh", "-c", "head -c 3000000 /dev/zero; echo the end"), TIMEOUT);
        assertThat(output).hasSize(CommandRun.MAX_OUTPUT);
        assertThat(new String(output, StandardCharsets.UTF_8)).endsWith("the end\n");
    }

    @Test
    void whatTakesTooLongIsKilledWithAllItStarted() {
        var command = List.of("sh", "-c", "sleep 61.25; echo never");
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () ->
                        assertThatThrownBy(
                                        () -> CommandRun.output(command, Duration.ofMillis(1200)))
                                .isInstanceOf(Failed.class)
                                .hasMessage("took longer than 1 s"));
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("61.25"));
    }

    @Test
    void aFailureIsToldShortlyAndWithoutSecrets() {
        var script = "echo 'denied: token=abcdef123456' >&2; yes no | head -c 9000 >&2; exit 7";
        assertThatThrownBy(() -> CommandRun.output(List.of("sh", "-c", script), TIMEOUT))
                .isInstanceOf(Failed.class)
                .hasMessageStartingWith("ended with 7: ")
                .message()
                .hasSizeLessThan(400)
                .doesNotContain("abcdef");
    }

    @Test
    void aSecretInAShortComplaintIsTakenOut() {
        var script = "echo 'denied: token=abcdef123456' >&2; exit 1";
        assertThatThrownBy(() -> CommandRun.output(List.of("sh", "-c", script), TIMEOUT))
                .hasMessage("ended with 1: denied: token=[redacted]");
    }

    @Test
    void aMissingProgramIsNamed() {
        assertThatThrownBy(() -> CommandRun.output(List.of("/no/such/program"), TIMEOUT))
                .isInstanceOf(Failed.class)
                .hasMessage("cannot be started: /no/such/program");
    }

    private static String text(String script) throws Exception {
        return new String(
                CommandRun.output(List.of("sh", "-c", script), TIMEOUT), StandardCharsets.UTF_8);
    }
}
