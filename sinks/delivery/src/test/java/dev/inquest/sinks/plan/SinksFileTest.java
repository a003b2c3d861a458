package dev.inquest.sinks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.settings.Section;
import dev.inquest.settings.SettingsFile;
import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.delivery.SinkSettings;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.telemetry.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sinks.yaml`: defaults, everything, and each refusal.
class SinksFileTest {

    private static final String HIDDEN = "hunter2hunter2";

    @TempDir private Path directory;

    /// A kind that knows only what every sink knows.
    private record Plain() implements SinkKind {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String description() {
            return "nothing";
        }

        @Override
        public Optional<PlannedSink> read(Section section, Common common) {
            var how = common.settings(section, Pace.DEFAULT);
            var selection = Common.selection(section, Selection.paging(Severity.ERROR));
            return Optional.of(
                    new PlannedSink(
                            how, "plain", selection.toString(), true, _ -> new Deaf(selection)));
        }
    }

    private record Deaf(Selection selection) implements Receiver {

        @Override
        public Interest interest() {
            return Interest.everyRevisionOf(selection);
        }

        @Override
        public List<Answer> tell(List<Notice> notices) {
            return List.of();
        }

        @Override
        public boolean wakes() {
            return true;
        }
    }

    @Test
    void defaultsAreCareful() throws SettingsRefused {
        var sinks = parse("sinks: [{kind: plain}]");

        assertThat(sinks)
                .singleElement()
                .satisfies(sink -> {
                    assertThat(sink.settings())
                            .isEqualTo(
                                    new SinkSettings(
                                            "plain", false, Pace.DEFAULT, Duration.ofMinutes(1)));
                    assertThat(sink.where()).contains("all=false", "least=ERROR");
                });
    }

    @Test
    void everythingCanBeSaid() throws SettingsRefused {
        var sinks =
                parse(
                        """
                        console: https://inquest.example.net
                        sinks:
                          - kind: plain
                            name: nights
                            page: true
                            findings: all
                            severity: warning
                            clusters: [prod, test]
                            patterns: hung-cohort
                            per-minute: 30
                            give-up-after: 10m
                            heartbeat-every: 5s
                        """);

        assertThat(sinks)
                .singleElement()
                .satisfies(sink -> {
                    assertThat(sink.settings().name()).isEqualTo("nights");
                    assertThat(sink.settings().page()).isTrue();
                    assertThat(sink.settings().pace().perMinute()).isEqualTo(30);
                    assertThat(sink.settings().pace().burst()).isEqualTo(6);
                    assertThat(sink.settings().pace().giveUpAfter())
                            .isEqualTo(Duration.ofMinutes(10));
                    assertThat(sink.settings().beatEvery()).isEqualTo(Duration.ofSeconds(5));
                    assertThat(sink.where()).contains("all=true", "WARNING", "prod", "hung-cohort");
                });
    }

    @Test
    void theCommandLineMayLetAllPage() throws SettingsRefused {
        var sinks = new SinksFile(List.of(new Plain()), true).parse("f", "sinks: [{kind: plain}]");
        assertThat(sinks).allSatisfy(sink -> assertThat(sink.settings().page()).isTrue());
    }

    @Test
    void everyProblemIsToldWithItsLine() {
        assertThat(
                        refused(
                                """
                                console: nowhere
                                sinks:
                                  - kind: pigeon
                                    url: x
                                  - name: twice
                                    kind: plain
                                    severity: loud
                                  - name: twice
                                    kind: plain
                                    per-minute: 0
                                    give-up-after: soon
                                    colour: blue
                                  - kind: plain
                                    name: No Name
                                  - name: kindless
                                """))
                .containsExactly(
                        "f:1: console: an address that begins with http:// or https://, without user and password",
                        "f:3: sinks[0].kind: one of plain",
                        "f:7: sinks[1].severity: one of info, warning, error, critical",
                        "f:8: sinks[2].name: there is another sink called twice",
                        "f:10: sinks[2].per-minute: 1 to 1000000, not '0'",
                        "f:11: sinks[2].give-up-after: a duration from 1s to 604800s such as 30s,"
                                + " not 'soon'",
                        "f:12: sinks[2].colour: is no known property",
                        "f:14: sinks[3].name: up to 63 small letters, digits and dashes",
                        "f:15: sinks[4].kind: is missing");
    }

    @Test
    void anAddressToWhichNothingCanBeAppendedIsRefused() {
        assertThat(
                        List.of(
                                "https://x.example/#/",
                                "https://x.example/?a=b",
                                "http://x.example:70000"))
                .allSatisfy(address ->
                        assertThat(refused("console: " + address + "\nsinks: [{kind: plain}]"))
                                .singleElement(InstanceOfAssertFactories.STRING)
                                .startsWith("f:1: console: an address"));
    }

    @Test
    void aFileWithoutSinksIsRefused() {
        assertThat(refused("console: https://x.example")).hasSize(1);
        assertThat(refused("")).hasSize(1);
        assertThat(refused("sinks: [")).hasSize(1);
    }

    @Test
    void secretsComeFromFilesAndFromTheEnvironment() throws Exception {
        var file = Files.writeString(directory.resolve("key"), HIDDEN + "\n");
        assertThat(secret("key-file: " + file)).contains(new Secret(HIDDEN));
        assertThat(secret("key: ${THE_KEY}")).contains(new Secret(HIDDEN));
        assertThat(secret("other: 1")).isEmpty();
    }

    @Test
    void aSecretThatCannotBeReadIsNeverShown() throws IOException {
        var file = Files.writeString(directory.resolve("two-lines"), HIDDEN + "\nmore");
        var problems =
                List.of(
                        "key: " + HIDDEN,
                        "key: ${THE_KEY}" + HIDDEN,
                        "key: ${MISSING}",
                        "key: ${EMPTY}",
                        "key-file: /does/not/exist",
                        "key-file: " + directory,
                        "key-file: " + file,
                        "{key: \"${THE_KEY}\", key-file: /x}");

        assertThat(problems)
                .allSatisfy(yaml ->
                        assertThatThrownBy(() -> secret(yaml))
                                .isInstanceOf(SettingsRefused.class)
                                .hasMessageStartingWith("f:1: key")
                                .hasMessageNotContaining(HIDDEN));
    }

    @Test
    void aSecretThatNoHeaderCanHoldIsRefusedAtOnce() {
        var environment = Map.of("THE_KEY", "Bearer " + HIDDEN + "€");

        assertThatThrownBy(() ->
                        SettingsFile.parse(
                                "f",
                                "key: ${THE_KEY}",
                                section -> Secrets.header(section, "key", environment)))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageStartingWith("f:1: key")
                .hasMessageNotContaining(HIDDEN);
    }

    private static Optional<Secret> secret(String yaml) throws SettingsRefused {
        var environment = Map.of("THE_KEY", HIDDEN, "EMPTY", " ");
        return SettingsFile.parse(
                "f",
                yaml,
                section -> {
                    var _ = section.text("other");
                    return Secrets.read(section, "key", environment);
                });
    }

    private static List<PlannedSink> parse(String yaml) throws SettingsRefused {
        return new SinksFile(List.of(new Plain()), false).parse("f", yaml);
    }

    private static List<String> refused(String yaml) {
        try {
            parse(yaml);
            return List.of();
        } catch (SettingsRefused e) {
            return e.problems();
        }
    }
}
