package dev.inquest.sinks.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.telemetry.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpKindTest {

    private final SinksFile file =
            new SinksFile(
                    List.of(new OtlpKind(new Identity("inquest", "0.1.0", "h1", "1"))), false);

    @TempDir Path temp;

    @Test
    void anAddressIsEnoughAndItsPathIsNotShown() throws Exception {
        var sink = only("sinks: [{kind: otlp, url: 'http://collector:4318/in/a-token'}]");

        assertThat(sink.where()).isEqualTo("http://collector:4318 (HTTP)");
        assertThat(sink.settings().name()).isEqualTo("otlp");
        try (var receiver = sink.receiver().apply(InstantSource.system())) {
            assertThat(receiver.wakes()).isFalse();
        }
    }

    @Test
    void everythingCanBeSaidAndTheSecretIsNotShown() throws Exception {
        var token = Files.writeString(temp.resolve("token"), "Bearer hidden-token\n");
        var sink =
                only(
                        """
                        sinks:
                          - kind: otlp
                            name: lake
                            url: https://collector:4317
                            protocol: grpc
                            header-name: x-api-key
                            header-file: %s
                            timeout: 3s
                            findings: paging
                            per-minute: 600
                        """
                                .formatted(token));

        assertThat(sink.where()).isEqualTo("https://collector:4317 (GRPC)");
        assertThat(sink.settings().name()).isEqualTo("lake");
        assertThat(sink.isShadow()).as("a log wakes nobody").isFalse();
        assertThat(sink.toString()).doesNotContain("hidden-token");
    }

    @Test
    void whatIsWrongIsRefusedWithItsLine() {
        assertThatThrownBy(() ->
                        file.parse(
                                "sinks.yaml",
                                """
                                sinks:
                                  - kind: otlp
                                    url: collector:4318
                                    protocol: carrier pigeon
                                    header: Bearer in-the-clear
                                """))
                .isInstanceOfSatisfying(
                        SettingsRefused.class,
                        refused ->
                                assertThat(refused.problems())
                                        .hasSize(3)
                                        .anySatisfy(one ->
                                                assertThat(one).contains("sinks.yaml:3", "url"))
                                        .anySatisfy(one ->
                                                assertThat(one).contains("sinks.yaml:4", "grpc"))
                                        .anySatisfy(one ->
                                                assertThat(one).contains("sinks.yaml:5", "header"))
                                        .noneSatisfy(
                                                one -> assertThat(one).contains("in-the-clear")));
    }

    @Test
    void aHeaderThatCannotBeSentIsToldAsSuch() throws Exception {
        var token = Files.writeString(temp.resolve("token"), "hidden-token");
        var text =
                "sinks: [{kind: otlp, url: 'http://c:4317', protocol: grpc, header-name: x-bin, header-file: %s}]"
                        .formatted(token);

        assertThatThrownBy(() -> file.parse("sinks.yaml", text))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("sinks[0].header: gRPC")
                .hasMessageNotContaining("hidden-token");
    }

    private PlannedSink only(String text) throws SettingsRefused {
        var sinks = file.parse("sinks.yaml", text);
        assertThat(sinks).hasSize(1);
        return sinks.getFirst();
    }
}
