package dev.inquest.sinks.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Evidence;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.webhook.standin.StrictWebhook;
import dev.inquest.telemetry.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a webhook's receiver finds in its requests.
class WebhookTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir private Path directory;

    private final StrictWebhook address = StrictWebhook.start();

    @AfterEach
    void stop() {
        address.close();
    }

    @Test
    void aFindingIsACloudEvent() throws Exception {
        assertThat(tell("", Change.OPENED, finding())).containsExactly(Answer.accepted());

        var request = address.posted().getFirst();
        var event = request.json();
        assertThat(request.header("Content-Type")).contains("application/cloudevents+json");
        assertThat(request.header("Idempotency-Key")).contains("hung-cohort-1/7");
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("type").asText()).isEqualTo("dev.inquest.finding.opened");
        assertThat(event.get("source").asText()).isEqualTo("/inquest/prod");
        assertThat(event.get("subject").asText()).isEqualTo("hung-cohort-1");
        assertThat(event.get("traceparent").asText()).isEqualTo("00-trace");
        assertThat(event.at("/data/title").asText()).isEqualTo("<!channel> & nodes hang");
        assertThat(event.at("/data/revision").asInt()).isEqualTo(7);
    }

    @Test
    void aSignatureCanBeChecked() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "correct horse");
        tell("signing-secret-file: " + secret, Change.RESOLVED, finding());

        var request = address.posted().getFirst();
        var head = "hung-cohort-1/7." + NOW.getEpochSecond() + ".";
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("correct horse".getBytes(StandardCharsets.UTF_8), "x"));
        mac.update(head.getBytes(StandardCharsets.UTF_8));
        var expected =
                Base64.getEncoder()
                        .encodeToString(
                                mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(request.header("webhook-signature")).contains("v1," + expected);
        assertThat(request.header("webhook-timestamp"))
                .contains(Long.toString(NOW.getEpochSecond()));
    }

    /// The example that the convention itself gives.
    @Test
    void signaturesAreThoseOfTheConvention() {
        var signature = new Signature(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(
                        signature.headers(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1_614_265_330),
                                body))
                .containsEntry(
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aFindingThatIsTooLargeIsToldByItsDigest() throws Exception {
        var evidence =
                Evidence.newBuilder()
                        .setWhat("console")
                        .setAt(Instant.EPOCH)
                        .setExcerpt(Collections.nCopies(40, "x".repeat(1_024)))
                        .build();
        var large =
                Finding.newBuilder(finding())
                        .setEvidence(Collections.nCopies(32, evidence))
                        .build();
        tell("", Change.UPDATED, large);

        var request = address.posted().getFirst();
        assertThat(request.body()).hasSizeLessThan(100_000);
        assertThat(request.json().at("/data/cut").asBoolean()).isTrue();
        assertThat(request.json().at("/data/evidence_left_out").asInt()).isEqualTo(27);
    }

    @Test
    void slackIsCalledByNobodyButUs() throws Exception {
        tell("format: slack", Change.OPENED, finding());

        var message = address.posted().getFirst().json();
        assertThat(message.get("text").asText())
                .isEqualTo("[critical] &lt;!channel&gt; &amp; nodes hang");
        assertThat(message.toString()).doesNotContain("<!channel>");
        assertThat(message.at("/blocks/1/text/text").asText()).contains("3 nodes: prod/n1");
    }

    private List<Answer> tell(String more, Change change, Finding finding) throws Exception {
        var yaml =
                """
                sinks:
                  - kind: webhook
                    url: %s
                    %s
                """
                        .formatted(address.url(), more);
        var planned = new SinksFile(List.of(new WebhookKind()), false).parse("sinks.yaml", yaml);
        try (var receiver = planned.getFirst().receiver().apply(InstantSource.fixed(NOW))) {
            return receiver.tell(
                    List.of(new Notice(change, finding, Map.of("traceparent", "00-trace"))));
        }
    }

    private static Finding finding() {
        return Finding.newBuilder()
                .setId("hung-cohort-1")
                .setPattern("hung-cohort")
                .setCluster("prod")
                .setSeverity(Severity.CRITICAL)
                .setStatus(FindingStatus.OPEN)
                .setRevision(7)
                .setTitle("<!channel> & nodes hang")
                .setNarrative("They fell silent.")
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(3)
                                .setNodes(List.of("prod/n1", "prod/n2", "prod/n3"))
                                .build())
                .setPages(true)
                .setFirstSeen(Instant.EPOCH)
                .setLastSeen(Instant.EPOCH)
                .build();
    }
}
