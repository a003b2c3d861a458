package dev.inquest.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.telemetry.otlp.receiver.Reply;
import dev.inquest.telemetry.otlp.receiver.StrictReceiver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpTest {

    private static final ExportLogsServiceRequest REQUEST =
            ExportLogsServiceRequest.getDefaultInstance();

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void aTakenRequestIsAcceptedAndCarriesTheHeaders(Endpoint.Protocol protocol) throws Exception {
        try (var receiver = StrictReceiver.start(protocol);
                var otlp = Otlp.to(receiver.endpoint())) {
            assertThat(otlp.send(REQUEST)).isEqualTo(new Outcome.Accepted(0, ""));
            assertThat(receiver.told().logs()).hasSize(1);
            assertThat(receiver.lastHeaders()).containsEntry("authorization", "Bearer of-a-test");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void tooManyAndAwayComeBackWithTheWaitThatWasAsked(Endpoint.Protocol protocol)
            throws Exception {
        var seven = Optional.of(Duration.ofSeconds(7));
        try (var receiver = StrictReceiver.start(protocol);
                var otlp = Otlp.to(receiver.endpoint())) {
            receiver.replies().then(new Reply.TooMany(seven)).then(new Reply.Away(seven));

            for (var time = 0; time < 2; time++) {
                assertThat(otlp.send(REQUEST))
                        .isInstanceOfSatisfying(
                                Outcome.Later.class,
                                later -> assertThat(later.after()).isEqualTo(seven));
            }
            assertThat(receiver.told().logs()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void awayWithoutAWaitMayBeSentAgain(Endpoint.Protocol protocol) throws Exception {
        try (var receiver = StrictReceiver.start(protocol);
                var otlp = Otlp.to(receiver.endpoint())) {
            receiver.replies().then(new Reply.Away(Optional.empty()));

            assertThat(otlp.send(REQUEST))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class, later -> assertThat(later.after()).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void partialSuccessSaysHowManyAndWhy(Endpoint.Protocol protocol) throws Exception {
        try (var receiver = StrictReceiver.start(protocol);
                var otlp = Otlp.to(receiver.endpoint())) {
            receiver.replies().then(new Reply.Partly(1, "too old"));

            assertThat(otlp.send(REQUEST)).isEqualTo(new Outcome.Accepted(1, "too old"));
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void whatIsWrongIsRefusedWithTheReceiversReason(Endpoint.Protocol protocol) throws Exception {
        try (var receiver = StrictReceiver.start(protocol);
                var otlp = Otlp.to(receiver.endpoint())) {
            receiver.replies().then(new Reply.Wrong("no such\nfield"));

            assertThat(otlp.send(REQUEST))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).contains("no such field"));
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.Protocol.class)
    void nobodyThereMayBeTriedAgain(Endpoint.Protocol protocol) throws Exception {
        Endpoint gone;
        try (var receiver = StrictReceiver.start(protocol)) {
            gone = receiver.endpoint();
        }
        try (var otlp = Otlp.to(gone)) {
            assertThat(otlp.send(REQUEST)).isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void anEndpointRefusesWhatCannotBeAndKeepsItsHeadersToItself() {
        var secret = Map.of("authorization", "Bearer hidden");
        var endpoint =
                new Endpoint(
                        URI.create("https://collector:4318"),
                        Endpoint.Protocol.HTTP,
                        secret,
                        Endpoint.TIMEOUT);

        assertThat(endpoint.toString()).doesNotContain("hidden").contains("collector");
        assertThatThrownBy(() -> endpoint("ftp://collector")).hasMessageContaining("http");
        assertThatThrownBy(() -> endpoint("http://me:pass@collector"))
                .hasMessageContaining("headers")
                .hasMessageNotContaining("pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x!y", "token-bin", "Token-Bin"})
    void aHeaderThatGrpcDoesNotTakeIsRefusedBeforeAnythingStarts(String name) {
        var url = URI.create("http://collector:4317");
        var headers = Map.of(name, "hidden");

        assertThatThrownBy(
                        () -> new Endpoint(url, Endpoint.Protocol.GRPC, headers, Endpoint.TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gRPC");
    }

    private static Endpoint endpoint(String url) {
        return new Endpoint(URI.create(url), Endpoint.Protocol.HTTP, Map.of(), Endpoint.TIMEOUT);
    }
}
