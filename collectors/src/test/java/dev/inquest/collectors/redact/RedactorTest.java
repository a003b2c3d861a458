package dev.inquest.collectors.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer s3cr3tvalue.abc-def",
                "GET / bearer s3cr3tvalue",
                "mount -o username=bob,password=s3cr3tvalue //srv/share",
                "DB_PASSWORD=\"s3cr3tvalue with spaces\" started",
                "{\"password\": \"s3cr3tvalue\"}",
                "api_key: s3cr3tvalue",
                "my-client-secret=s3cr3tvalue&x=1",
                "aws_secret_access_key = s3cr3tvalue/AB+c",
                "clone https://user:s3cr3tvalue@git.example.org/x",
                "contact s3cr3tvalue@example.org now",
                "jwt eyJs3cr3tvalue.eyJzdWIiOiIxIn0.s3cr3tvalue_-",
                "push with ghp_s3cr3tvalues3cr3tvalues3cr3tvalue",
            })
    void secretsGo(String line) {
        assertThat(Redactor.line(line)).doesNotContain("s3cr3tvalue").contains("[redacted]");
    }

    @Test
    void awsKeyIdsGo() {
        assertThat(Redactor.line("key AKIAIOSFODNN7EXAMPLE used")).isEqualTo("key [redacted] used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BUG: kernel NULL pointer dereference, address: 0000000000000000",
                "CPU: 12 PID: 643 Comm: kworker/u32:10 Tainted: G        W  OE     5.19.16",
                "RIP: 0010:sysrq_handle_crash+0x16/0x20",
                "watchdog: BUG: soft lockup - CPU#1 stuck for 134s! [swapper/1:0]",
                "systemd[1]: Started Dispatch Password Requests to Console Directory Watch.",
                "goroutine 1 [running]: main.main() /go/src/app@v1/main.go:15 +0x65",
            })
    void kernelTextStays(String line) {
        assertThat(Redactor.line(line)).isEqualTo(line);
    }

    @Test
    void ofAPrivateKeyNothingRemains() {
        var lines =
                List.of(
                        "before",
                        "-----BEGIN RSA PRIVATE KEY-----",
                        "MIIEowIBAAKCAQEA",
                        "-----END RSA PRIVATE KEY-----",
                        "after");
        assertThat(Redactor.lines(lines))
                .containsExactly("before", "[redacted]", "[redacted]", "[redacted]", "after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "token", "password=", "a@", "://", "bearer ", "eyJ", ".", "a.@a."})
    void noLineMakesItSlow(String unit) {
        var line = unit.repeat(100_000 / unit.length()) + " secret=\u0000";
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> Redactor.line(line));
    }
}
