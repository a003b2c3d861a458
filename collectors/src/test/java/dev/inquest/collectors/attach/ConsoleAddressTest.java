package dev.inquest.collectors.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleAddressTest {

    @Test
    void eachWayIsParsed() {
        assertThat(ConsoleAddress.parse("pty:/dev/pts/4"))
                .isEqualTo(new ConsoleAddress.Terminal(Path.of("/dev/pts/4")));
        assertThat(ConsoleAddress.parse("unix:/run/n1.sock"))
                .isEqualTo(new ConsoleAddress.UnixSocket(Path.of("/run/n1.sock")));
        assertThat(ConsoleAddress.parse("tcp:ser2net:7001"))
                .isEqualTo(new ConsoleAddress.TcpSocket("ser2net", 7001));
        assertThat(ConsoleAddress.parse("tcp:[::1]:7001"))
                .isEqualTo(new ConsoleAddress.TcpSocket("::1", 7001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pty",
                "pty:",
                "pty:relative",
                "unix:./x",
                "tcp:host",
                "tcp::1",
                "tcp:h:x",
                "tcp:h:65536",
                "ssh:host:22",
                "/dev/ttyS0"
            })
    void everythingElseIsRefusedWithWhatIsWanted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsoleAddress.parse(text))
                .withMessageContaining("not '");
    }

    @Test
    void attemptsBecomeRarerWithinBounds() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(backoff.failed()).hasSeconds(1);
        assertThat(backoff.failed()).hasSeconds(2);
        assertThat(backoff.failed()).hasSeconds(4);
        assertThat(backoff.failed()).hasSeconds(5);
        assertThat(backoff.failed()).hasSeconds(5);
        backoff.succeeded();
        assertThat(backoff.failed()).hasSeconds(1);
    }
}
