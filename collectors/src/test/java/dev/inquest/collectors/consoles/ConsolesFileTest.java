package dev.inquest.collectors.consoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inquest.collectors.attach.AttachedConsoles.Attached;
import dev.inquest.collectors.attach.ConsoleAddress;
import dev.inquest.collectors.netconsole.NetconsoleSettings;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Assigned;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.collectors.netconsole.Network;
import dev.inquest.collectors.pull.CommandTemplate;
import dev.inquest.collectors.pull.PullSettings;
import dev.inquest.collectors.pull.PullSettings.Decoding;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.settings.SettingsRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsolesFileTest {

    @TempDir Path temp;

    @Test
    void whatIsNotSaidHasItsDefault() throws SettingsRefused {
        var settings = parse("netconsole: {}\npull: {command: [/bin/echo, '{node}']}\n");
        assertThat(settings.cluster()).isEqualTo("default");
        assertThat(settings.netconsole())
                .contains(
                        new NetconsoleSettings(
                                List.of(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), 6666)),
                                List.of(),
                                true,
                                Optional.empty(),
                                Rules.DEFAULT,
                                4096,
                                8 << 20));
        assertThat(settings.pull())
                .contains(
                        new PullSettings(
                                new CommandTemplate(List.of("/bin/echo", "{node}")),
                                Decoding.NONE,
                                Duration.ofSeconds(60),
                                15,
                                Duration.ofSeconds(30),
                                8,
                                PullSettings.DEFAULT_STATES));
    }

    @Test
    void everythingCanBeSaid() throws SettingsRefused, IOException {
        var settings = parse(resource());
        assertThat(settings.cluster()).isEqualTo("prod");
        assertThat(settings.directories()).containsExactly(Path.of("/var/log/consoles"));
        assertThat(settings.files())
                .containsOnlyKeys(Path.of("/var/log/n1.log"))
                .containsValue(new NodeKey("prod", "n1"));
        assertThat(settings.attached())
                .containsExactly(
                        attached("east", "n2", "pty:/dev/pts/4"),
                        attached("prod", "n3", "unix:/run/n3.sock"),
                        attached("prod", "n4", "tcp:[::1]:7001"));
        assertThat(settings.netconsole().orElseThrow().senders())
                .containsExactly(
                        new Assigned(Network.parse("10.0.0.0/24"), new NodeKey("prod", "n5")));
        assertThat(settings.netconsole().orElseThrow().rules())
                .isEqualTo(new Rules(512, Duration.ofMillis(100), 10, Duration.ofSeconds(1)));
        assertThat(settings.netconsole().orElseThrow().listen()).hasSize(2);
        assertThat(settings.pull().orElseThrow().states())
                .isEqualTo(Set.of(NodeStateName.SILENT, NodeStateName.HUNG));
        assertThat(settings.inWords())
                .isEqualTo("1 directories, 1 files, 3 connected, netconsole, pull");
    }

    @Test
    void everyProblemIsToldAtOnceWithItsLine() {
        assertThat(
                        problems(
                                """
                                cluster: a b
                                directories: [relative/path]
                                consoles:
                                  - {node: n1, from: "ssh:host"}
                                  - {from: "tcp:host:1"}
                                  - {node: n2}
                                  - nonsense
                                netconsole:
                                  listen: [somewhere]
                                  wait: 31s
                                  slots: 9000
                                  learn: perhaps
                                  senders: [{address: host-1, node: n1}]
                                pull:
                                  command: [/no/such/program, x]
                                  decode: rot13
                                  states: [LIVE]
                                  every: soon
                                typo: 1
                                """))
                .containsExactly(
                        "c.yaml:1: cluster: a node is written cluster/node, not 'a b/any'",
                        "c.yaml:2: directories: an absolute path, not 'relative/path'",
                        "c.yaml:4: consoles[0].from: file:PATH, pty:PATH, unix:PATH or"
                                + " tcp:HOST:PORT, not 'ssh:host'",
                        "c.yaml:5: consoles[1].node: is missing",
                        "c.yaml:6: consoles[2].from: is missing",
                        "c.yaml:7: consoles[3]: must hold properties, each `name: value`",
                        "c.yaml:9: netconsole.listen: ADDRESS:PORT such as 0.0.0.0:6666, not"
                                + " 'somewhere'",
                        "c.yaml:10: netconsole.wait: a duration from 1ms to 30s such as 30s, not"
                                + " '31s'",
                        "c.yaml:11: netconsole.slots: 1 to 8192, not '9000'",
                        "c.yaml:12: netconsole.learn: true or false, not 'perhaps'",
                        "c.yaml:13: netconsole.senders[0].address: an address such as 10.0.0.7 or"
                                + " 10.0.0.0/24, not 'host-1'",
                        "c.yaml:15: pull.command: there is no program /no/such/program",
                        "c.yaml:15: pull.command: no argument names the node, for example"
                                + " {instance} or {node}",
                        "c.yaml:16: pull.decode: none or base64, not 'rot13'",
                        "c.yaml:17: pull.states: one of [UNOBSERVED, SILENT, ISOLATED, WEDGED,"
                                + " PANICKED, DUMPING, HUNG], not 'LIVE'",
                        "c.yaml:18: pull.every: a duration from 10s to 86400s such as 30s, not"
                                + " 'soon'",
                        "c.yaml:19: typo: is no known property");
    }

    @Test
    void oneConsoleForTwoNodesIsRefused() {
        assertThat(
                        problems(
                                """
                                consoles:
                                  - {node: n1, from: "tcp:host:1"}
                                  - {node: n2, from: "tcp:host:1"}
                                  - {node: n3, from: "file:/a"}
                                  - {node: n4, from: "file:/a"}
                                """))
                .containsExactly(
                        "c.yaml:2: consoles: tcp:host:1 is there twice",
                        "c.yaml:2: consoles: a file is there twice");
    }

    @Test
    void aFileThatNamesNothingIsRefused() {
        assertThat(problems("cluster: prod\n"))
                .containsExactly(
                        "c.yaml:1: the file: names no consoles: directories, consoles, netconsole"
                                + " or pull");
        assertThat(problems("")).hasSize(1);
        assertThat(problems("- a\n")).hasSize(1);
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() {
        assertThat(problems("a: b\nc: [\n").getFirst()).startsWith("c.yaml:3: no YAML: ");
        assertThat(problems("a: 1\na: 2\n")).contains("c.yaml:2: a: is there twice");
        assertThat(problems("[".repeat(100))).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        assertThatThrownBy(() -> ConsolesFile.read(temp.resolve("none.yaml")))
                .isInstanceOf(SettingsRefused.class)
                .hasMessage(temp + "/none.yaml:1: cannot be read: NoSuchFileException");
        var large = Files.write(temp.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> ConsolesFile.read(large))
                .hasMessageContaining("larger than 1 MiB");
        var binary = Files.write(temp.resolve("binary.yaml"), new byte[] {-1, -2});
        assertThatThrownBy(() -> ConsolesFile.read(binary)).hasMessageContaining("not UTF-8");
    }

    private static ConsolesSettings parse(String text) throws SettingsRefused {
        return ConsolesFile.parse("c.yaml", text);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(SettingsRefused.class, () -> parse(text)).problems();
    }

    private static Attached attached(String cluster, String node, String from) {
        return new Attached(new NodeKey(cluster, node), ConsoleAddress.parse(from));
    }

    private static String resource() throws IOException {
        var name = "ConsolesFileFuzzTestInputs/anyFileIsReadOrRefused/everything";
        try (var in = ConsolesFileTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
