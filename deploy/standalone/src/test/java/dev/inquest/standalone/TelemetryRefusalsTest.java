package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a command says when it cannot tell of itself as it was asked to.
class TelemetryRefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "--metrics-port, 70000, '--metrics-port: 0 to 65535, not 70000'",
        "--otlp-endpoint, ftp://collector, '--otlp-endpoint: not an http or https URL with a host'",
        "--otlp-endpoint, http://me:pass@collector, '--otlp-endpoint: the URL may hold no user, query or fragment; tokens belong in headers'",
    })
    void oneLineNamesTheOption(String option, String value, String line) {
        for (var command : new String[] {"detect", "serve"}) {
            var run = RunCommand.of(command, option, value);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).containsExactly("inquest %s: %s".formatted(command, line));
        }
    }

    @ParameterizedTest
    @CsvSource({"carrier-pigeon"})
    void anUnknownProtocolIsRefused(String protocol) {
        var run =
                RunCommand.of(
                        "detect",
                        "--otlp-endpoint",
                        "http://127.0.0.1:4318",
                        "--otlp-protocol",
                        protocol);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .containsExactly("inquest detect: --otlp-protocol: http/protobuf or grpc");
    }
}
