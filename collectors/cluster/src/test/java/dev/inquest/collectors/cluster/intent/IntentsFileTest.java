package dev.inquest.collectors.cluster.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.settings.SettingsRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentsFileTest {

    private static final String WINDOW =
            """
            windows:
              - cluster: east
                nodes: [worker-*, db-1]
                selector: [zone=a]
                from: 2026-11-24T01:00:00Z
                until: 2026-11-24T03:00:00+01:00
                kind: reboot
                reason: firmware
            """;

    private static final Instant OPEN = Instant.parse("2026-11-24T01:00:00Z");
    private static final Map<String, String> ZONE_A = Map.of("zone", "a");

    @TempDir Path temp;
    private final List<String> refused = new ArrayList<>();
    private final CollectorObserver observer =
            new CollectorObserver() {
                @Override
                public void fileIgnored(String file, String why) {
                    refused.add(why);
                }
            };

    @Test
    void aWindowCoversItsNodesFromItsBeginningToItsEnd() throws IOException, SettingsRefused {
        var file = open(WINDOW);
        var sign = file.signs("east", "worker-7", ZONE_A, OPEN).getFirst();
        assertThat(sign.kind()).isEqualTo(IntentKind.REBOOT);
        assertThat(sign.reason()).isEqualTo("firmware");
        assertThat(file.signs("east", "worker-7", ZONE_A, OPEN.minusMillis(1))).isEmpty();
        assertThat(file.signs("east", "worker-7", ZONE_A, OPEN.plusSeconds(3_600))).isEmpty();
        assertThat(file.signs("east", "db-12", ZONE_A, OPEN)).isEmpty();
        assertThat(file.signs("west", "worker-7", ZONE_A, OPEN)).isEmpty();
        assertThat(file.signs("east", "worker-7", Map.of(), OPEN)).isEmpty();
    }

    @Test
    void everyProblemIsToldWithItsLine() {
        var broken =
                """
                windows:
                  - nodes: [a]
                    from: tomorrow
                    until: 2026-11-24T03:00:00Z
                    kind: nap
                  - from: 2026-11-24T03:00:00Z
                    until: 2026-11-24T01:00:00Z
                marks:
                  - {kind: drain}
                window: []
                """;
        assertThatThrownBy(() -> open(broken))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("intents.yaml:3: windows[0].from")
                .hasMessageContaining("intents.yaml:5: windows[0].kind")
                .hasMessageContaining("intents.yaml:7: windows[1].until")
                .hasMessageContaining("intents.yaml:9: marks[0].taint")
                .hasMessageContaining("intents.yaml:10: window");
    }

    @Test
    void aChangedFileIsReadAgainAndABrokenOneLeavesTheLastGoodInForce()
            throws IOException, SettingsRefused {
        var file = open(WINDOW);
        assertThat(file.look()).isTrue();
        assertThat(file.look()).isFalse();

        write("windows: nonsense\n");
        assertThat(file.look()).isFalse();
        var told = refused.size();
        assertThat(told).isPositive();
        assertThat(file.signs("east", "worker-7", ZONE_A, OPEN)).hasSize(1);
        file.look();
        assertThat(refused).hasSize(told);

        write("windows: []\n");
        assertThat(file.look()).isTrue();
        assertThat(file.signs("east", "worker-7", ZONE_A, OPEN)).isEmpty();
    }

    @Test
    void aPlanIsAsOldAsItsFirstSightAndNewWhenItComesBack() {
        var declared = new Declared();
        var sign = Sign.of(IntentKind.DRAIN, "", "taint x");
        assertThat(declared.declare(List.of(sign), OPEN).getFirst().getDeclaredAt())
                .isEqualTo(OPEN);
        assertThat(declared.declare(List.of(sign), OPEN.plusSeconds(60)).getFirst().getDeclaredAt())
                .isEqualTo(OPEN);
        declared.declare(List.of(), OPEN.plusSeconds(61));
        assertThat(declared.declare(List.of(sign), OPEN.plusSeconds(62)).getFirst().getDeclaredAt())
                .isEqualTo(OPEN.plusSeconds(62));
    }

    private IntentsFile open(String text) throws IOException, SettingsRefused {
        write(text);
        return IntentsFile.open(temp.resolve("intents.yaml"), observer);
    }

    private void write(String text) throws IOException {
        Files.writeString(temp.resolve("intents.yaml"), text);
    }
}
