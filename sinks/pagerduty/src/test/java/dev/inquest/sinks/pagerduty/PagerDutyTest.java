package dev.inquest.sinks.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.Evidence;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Remedy;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.schemas.wire.Tier;
import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.sinks.standin.AlertBook.Alert;
import dev.inquest.sinks.standin.EventRules;
import dev.inquest.sinks.standin.SomeFinding;
import dev.inquest.sinks.standin.StrictPagerDuty;
import dev.inquest.telemetry.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Events as PagerDuty documents them, sent to a stand-in that refuses everything else.
class PagerDutyTest {

    private static final String KEY_A = "a".repeat(32);
    private static final String KEY_B = "b".repeat(32);
    private static final String DIGITS = "0123456789abcdef01234567";

    private final StrictPagerDuty pagerDuty = StrictPagerDuty.start(1_000, Duration.ofMinutes(1));
    @TempDir private Path directory;

    @AfterEach
    void stop() {
        pagerDuty.close();
    }

    @Test
    void aFindingIsOneAlertFromTriggerToResolve() throws Exception {
        try (var receiver = receiver("")) {
            assertThat(tell(receiver, Change.OPENED, finding(Severity.CRITICAL, 3)))
                    .containsExactly(Answer.accepted());
            assertThat(tell(receiver, Change.UPDATED, finding(Severity.ERROR, 30)))
                    .containsExactly(Answer.accepted());
            assertThat(tell(receiver, Change.RESOLVED, finding(Severity.ERROR, 30)))
                    .containsExactly(Answer.accepted());
        }

        assertThat(pagerDuty.alerts())
                .containsExactlyEntriesOf(
                        Map.of("inquest/hung-cohort/" + DIGITS, new Alert(false, 1, 0, "error")));
    }

    @Test
    void whoTakesAFindingOnInInquestTakesTheAlertOn() throws Exception {
        var taken = taken(Severity.ERROR);
        try (var receiver = receiver("")) {
            var gist = receiver.interest().gist();
            assertThat(gist.apply(taken)).isNotEqualTo(gist.apply(finding(Severity.ERROR, 3)));
            tell(receiver, Change.OPENED, finding(Severity.ERROR, 3));
            assertThat(tell(receiver, Change.UPDATED, taken)).containsExactly(Answer.accepted());
        }

        assertThat(pagerDuty.alerts())
                .containsExactlyEntriesOf(
                        Map.of("inquest/hung-cohort/" + DIGITS, new Alert(true, 1, 1, "error")));
    }

    @Test
    void anEventSaysWhatSomebodyWhoIsWokenMustKnow() throws Exception {
        try (var receiver = receiver("")) {
            tell(receiver, Change.OPENED, finding(Severity.CRITICAL, 3));
        }

        var event = pagerDuty.events().getFirst();
        var payload = event.get("payload");
        assertThat(payload.get("summary").asText()).isEqualTo("3 nodes of prod hang");
        assertThat(payload.get("source").asText()).isEqualTo("prod/zone-a");
        assertThat(payload.get("component").asText()).isEqualTo("kernel_release=5.15.0-91-generic");
        assertThat(payload.get("group").asText()).isEqualTo("prod");
        assertThat(payload.get("class").asText()).isEqualTo("hung-cohort");
        assertThat(payload.get("timestamp").asText()).isEqualTo("2024-06-17T02:05:00Z");
        assertThat(payload.at("/custom_details/shared").asText()).contains("5.15.0-91");
        assertThat(event.get("client_url").asText())
                .isEqualTo("https://inquest.example.net/#/finding/hung-cohort-" + DIGITS);
        assertThat(event.at("/links/1/href").asText()).isEqualTo("https://example.net/remedy");
    }

    @Test
    void nothingThatAFindingMayHoldBreaksARule() throws Exception {
        var endless = "\uD83D\uDCA5<script>\u0000\n".repeat(20_000);
        var huge =
                Finding.newBuilder(finding(Severity.CRITICAL, 2_000_000))
                        .setTitle(endless)
                        .setNarrative(endless)
                        .setCluster(endless)
                        .setScope(
                                Scope.newBuilder()
                                        .setNodeCount(2_000_000)
                                        .setNodes(Collections.nCopies(5_000, endless))
                                        .setWorkload(endless)
                                        .build())
                        .setEvidence(Collections.nCopies(50, evidence(endless)))
                        .setRemedies(Collections.nCopies(50, remedy(endless)))
                        .build();
        var body =
                new EventBody(Optional.of(URI.create("https://inquest.example.net")))
                        .of(EventAction.TRIGGER, huge, new Secret(KEY_A));

        assertThat(body.length).isLessThan(Limits.BODY_BYTES);
        assertThat(EventRules.check(json(body))).isEmpty();
        try (var receiver = receiver("")) {
            assertThat(tell(receiver, Change.OPENED, huge)).containsExactly(Answer.accepted());
        }
    }

    @Test
    void anEmptyTitleIsStillASummary() throws Exception {
        var nameless =
                Finding.newBuilder(finding(Severity.ERROR, 1)).setTitle("").setCluster("").build();

        assertThat(
                        EventRules.check(
                                json(
                                        new EventBody(Optional.empty())
                                                .of(
                                                        EventAction.TRIGGER,
                                                        nameless,
                                                        new Secret(KEY_A)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, critical", "ERROR, error", "WARNING, warning", "INFO, info"})
    void severitiesAreMapped(Severity ours, String theirs) {
        assertThat(EventBody.severity(ours)).isEqualTo(theirs);
    }

    @Test
    void theKeyOfAnAlertDoesNotChangeWithItsMembers() {
        var few = finding(Severity.ERROR, 3);
        var many = finding(Severity.CRITICAL, 3_000);

        assertThat(DedupKey.of(few)).isEqualTo(DedupKey.of(many));
        var foreign = Finding.newBuilder(few).setId("x".repeat(500)).build();
        assertThat(DedupKey.of(foreign)).matches("inquest/hung-cohort/[0-9a-f]{24}");
    }

    @Test
    void anAlertIsToldAgainWhenItBecomesMoreUrgentOrMuchLarger() throws Exception {
        try (var receiver = receiver("")) {
            var gist = receiver.interest().gist();
            var three = gist.apply(finding(Severity.ERROR, 3));
            assertThat(gist.apply(finding(Severity.ERROR, 9))).isEqualTo(three);
            assertThat(gist.apply(finding(Severity.ERROR, 10))).isNotEqualTo(three);
            assertThat(gist.apply(finding(Severity.CRITICAL, 3))).isNotEqualTo(three);
        }
    }

    @Test
    void onlyWhatMayPageIsOfInterest() throws Exception {
        try (var receiver = receiver("")) {
            var wants = receiver.interest().wants();
            assertThat(wants).accepts(finding(Severity.ERROR, 1));
            assertThat(wants).rejects(finding(Severity.WARNING, 1));
            var child = Finding.newBuilder(finding(Severity.CRITICAL, 1)).setPages(false).build();
            assertThat(wants).rejects(child);
        }
    }

    @Test
    void routesSendFindingsToTheirOwnIntegration() throws Exception {
        var routes =
                """
                    routes:
                      - severity: critical
                        routing-key-file: %s
                """
                        .formatted(file("b", KEY_B));
        try (var receiver = receiver(routes)) {
            tell(receiver, Change.OPENED, finding(Severity.ERROR, 1));
            tell(receiver, Change.UPDATED, finding(Severity.CRITICAL, 1));
            tell(receiver, Change.RESOLVED, finding(Severity.CRITICAL, 1));
            var lanes = receiver.interest().lanes();
            assertThat(lanes.apply(Change.OPENED, finding(Severity.CRITICAL, 1)))
                    .containsExactly("key-0");
            assertThat(lanes.apply(Change.UPDATED, taken(Severity.ERROR)))
                    .as("trigger and acknowledge")
                    .containsExactly("key-1", "key-1");
            assertThat(lanes.apply(Change.RESOLVED, finding(Severity.CRITICAL, 1)))
                    .containsExactly("key-0", "key-1");
        }

        assertThat(pagerDuty.events())
                .extracting(event ->
                        event.get("event_action").asText()
                                + " "
                                + event.get("routing_key").asText().charAt(0))
                .containsExactly("trigger a", "trigger b", "resolve b", "resolve a");
    }

    @Test
    void oneKeyThatFailsKeepsTheOtherFromNothing() throws Exception {
        var routes =
                "    routes: [{severity: critical, routing-key-file: '%s'}]"
                        .formatted(file("b", KEY_B));
        try (var receiver = receiver(routes)) {
            tell(receiver, Change.OPENED, finding(Severity.ERROR, 1));
            pagerDuty.limit(KEY_B);
            assertThat(tell(receiver, Change.RESOLVED, finding(Severity.ERROR, 1)))
                    .singleElement()
                    .isInstanceOf(Answer.Later.class);
        }

        assertThat(pagerDuty.alerts().values()).extracting(Alert::open).containsExactly(false);
    }

    @Test
    void aRefusalCarriesTheReasonAndNoKey() throws Exception {
        pagerDuty.curse("hung-cohort");
        try (var receiver = receiver("")) {
            assertThat(tell(receiver, Change.OPENED, finding(Severity.ERROR, 1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains("400", "this key is cursed")
                                            .doesNotContain(KEY_A));
        }
    }

    @Test
    void aKeyOfTheWrongLengthIsRefusedWithoutBeingShown() throws IOException {
        var wrong = file("wrong", "tooshortasecret");
        var yaml = "sinks:\n  - kind: pagerduty\n    routing-key-file: " + wrong + "\n";

        assertThat(refused(yaml))
                .singleElement()
                .asString()
                .startsWith("sinks.yaml:2: sinks[0].routing-key: must have 32 characters")
                .doesNotContain("tooshort");
    }

    @Test
    void aSecretInTheFileIsRefusedWithoutBeingShown() {
        var yaml = "sinks:\n  - kind: pagerduty\n    routing-key: " + KEY_A + "\n";

        assertThat(refused(yaml))
                .singleElement()
                .asString()
                .startsWith("sinks.yaml:3: sinks[0].routing-key: a secret must not stand here")
                .doesNotContain(KEY_A);
    }

    private static List<String> refused(String yaml) {
        try {
            new SinksFile(List.of(new PagerDutyKind()), false).parse("sinks.yaml", yaml);
            return List.of();
        } catch (SettingsRefused e) {
            return e.problems();
        }
    }

    private Receiver receiver(String more) throws Exception {
        var yaml =
                """
                console: https://inquest.example.net
                sinks:
                  - kind: pagerduty
                    url: %s
                    routing-key-file: %s
                %s
                """
                        .formatted(pagerDuty.url(), file("a", KEY_A), more);
        return new SinksFile(List.of(new PagerDutyKind()), false)
                .parse("sinks.yaml", yaml)
                .getFirst()
                .receiver()
                .apply(InstantSource.system());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text + "\n");
    }

    private static List<Answer> tell(Receiver receiver, Change change, Finding finding)
            throws InterruptedException {
        return receiver.tell(List.of(new Notice(change, finding, Map.of())));
    }

    private static JsonNode json(byte[] body) throws IOException {
        return new ObjectMapper().readTree(body);
    }

    private static Evidence evidence(String text) {
        return Evidence.newBuilder()
                .setWhat(text)
                .setAt(Instant.EPOCH)
                .setTopic(text)
                .setExcerpt(Collections.nCopies(40, text))
                .build();
    }

    private static Remedy remedy(String text) {
        return Remedy.newBuilder()
                .setText(text)
                .setCommands(Collections.nCopies(20, text))
                .setReference("https://" + text)
                .build();
    }

    private static Finding taken(Severity severity) {
        return Finding.newBuilder(finding(severity, 3))
                .setAcknowledgedBy("lin")
                .setAcknowledgedAt(Instant.EPOCH)
                .build();
    }

    private static Finding finding(Severity severity, int nodes) {
        var factor =
                Factor.newBuilder()
                        .setItems(List.of("kernel_release=5.15.0-91-generic"))
                        .setFailingWith(3)
                        .setFailingWithout(0)
                        .setHealthyWith(1)
                        .setHealthyWithout(96)
                        .setTier(Tier.CONFIRMED)
                        .build();
        return SomeFinding.of("hung-cohort-" + DIGITS)
                .setSeverity(severity)
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(nodes)
                                .setNodes(List.of("prod/n1", "prod/n2", "prod/n3"))
                                .setZones(Map.of("zone-a", nodes))
                                .build())
                .setCommonality(
                        Commonality.newBuilder()
                                .setStatement("all run kernel 5.15.0-91-generic")
                                .setFactors(List.of(factor))
                                .build())
                .setRemedies(
                        List.of(
                                Remedy.newBuilder()
                                        .setText("upgrade")
                                        .setReference("https://example.net/remedy")
                                        .build()))
                .build();
    }
}
