package dev.inquest.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @Test
    void valuesArePercentEncodedAsOpenTelemetrySpecifies() {
        assertThat(of("Authorization=Basic%20dXNlcjpw%3D, x-scope = a+b ,"))
                .isEqualTo(Map.of("authorization", "Basic dXNlcjpw=", "x-scope", "a+b"));
    }

    @Test
    void whatIsNotEncodedIsTakenAsItIs() {
        assertThat(of("authorization=Bearer abc==")).containsEntry("authorization", "Bearer abc==");
    }

    @Test
    void noneIsNone() {
        assertThat(Headers.of(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "=secret", "a=secret%zz", "a=secret%2"})
    void whatCannotBeReadIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("OTEL_EXPORTER_OTLP_HEADERS: ")
                .message()
                .doesNotContain("secret");
    }

    private static Map<String, String> of(String text) {
        return Headers.of(Map.of("OTEL_EXPORTER_OTLP_HEADERS", text));
    }
}
