package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher among stand-ins for Java and Maven: no search path but theirs.
class LauncherTest {

    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "dirname",
                    "readlink",
                    "grep",
                    "find",
                    "head",
                    "tail",
                    "mkdir",
                    "date",
                    "cat",
                    "rm",
                    "mv",
                    "env",
                    "sleep",
                    "cut",
                    "touch");

    @TempDir Path directory;
    private Path root = Path.of("");
    private Path tools = Path.of("");
    private Path jdk = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(directory.resolve("a root with spaces"));
        tools = Files.createDirectories(directory.resolve("tools"));
        jdk = Files.createDirectories(directory.resolve("jdk 25"));
        Files.copy(launcher(), root.resolve("inquest"));
        executable(root.resolve("inquest"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        TOOLS.forEach(this::link);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.createDirectories(jdk.resolve("bin"));
        script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        script(jdk.resolve("bin/javac"), "exit 0");
    }

    @Test
    void withoutAJdk25ItSaysWhatToInstall() throws Exception {
        var run = start(root.resolve("inquest"), Map.of(), "up").end();

        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("inquest: a JDK 25 is needed and none was found: install one");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void anOlderJdkIsNotTaken() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

        var run = start(root.resolve("inquest"), withJdk(), "up").end();

        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void withoutMavenTheFirstUseSaysSo() throws Exception {
        var run = start(root.resolve("inquest"), withJdk(), "up").end();

        assertThat(run.err()).singleElement().asString().startsWith("inquest: Maven is needed");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aFailedBuildNamesItsLog() throws Exception {
        script(tools.resolve("mvn"), "echo '[ERROR] it broke'; exit 1");

        var run = start(root.resolve("inquest"), withJdk(), "up").end();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("the build failed")
                                .endsWith(
                                        root.toRealPath().resolve("target/build.log").toString()));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theFirstUseBuildsAndTheNextStartsAtOnceThroughASymbolicLink() throws Exception {
        maven("");
        var first = start(root.resolve("inquest"), withJdk(), "crash", "a b").end();
        Files.delete(tools.resolve("mvn"));
        var link = Files.createSymbolicLink(directory.resolve("inq"), root.resolve("inquest"));
        var next = start(link, withJdk(), "crash", "a b").end();

        assertThat(first.code()).isZero();
        assertThat(first.out()).endsWith("crash", "a b");
        assertThat(first.err()).last().asString().startsWith("Built in ");
        assertThat(next.out()).isEqualTo(first.out());
        assertThat(next.err()).isEmpty();
    }

    @Test
    void theNodeAgentIsAProgramOfItsOwn() throws Exception {
        maven("");
        var jars = agent();
        var run = collectNode();

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "@" + root.toRealPath().resolve("deploy/agent/jvm.options"),
                        "-Xshare:auto",
                        "-cp",
                        "%1$s/inquest-collectors.jar:%1$s/lib/a.jar:%1$s/lib/b.jar".formatted(jars),
                        "dev.inquest.collectors.agent.CollectNode",
                        "--node",
                        "a b")
                .doesNotContain("collect", "node");
    }

    @Test
    void anAgentWithACacheOfItsBuildUsesIt() throws Exception {
        maven("");
        var cache = Files.writeString(agent().resolve("inquest-agent.aot"), "");
        age(cache, Duration.ofHours(-1));
        assertThat(collectNode().out()).contains("-XX:AOTCache=" + cache);

        age(cache, Duration.ofHours(1));
        assertThat(collectNode().out()).contains("-Xshare:auto");
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(InstantSource.system().instant().minus(age)));
    }

    private RunCommand collectNode() throws Exception {
        return start(root.resolve("inquest"), withJdk(), "collect", "node", "--node", "a b").end();
    }

    /// The agent's jars.
    private Path agent() throws IOException {
        var jars = Files.createDirectories(root.toRealPath().resolve("collectors/target"));
        Files.createDirectories(jars.resolve("lib"));
        for (var jar : List.of("inquest-collectors.jar", "lib/b.jar", "lib/a.jar")) {
            Files.writeString(jars.resolve(jar), "");
        }
        return jars;
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        maven("sleep 2");

        var one = start(root.resolve("inquest"), withJdk(), "crash");
        var other = start(root.resolve("inquest"), withJdk(), "crash");

        assertThat(one.end().code()).isZero();
        assertThat(other.end().code()).isZero();
        assertThat(Files.readAllLines(directory.resolve("builds"))).hasSize(1);
    }

    private void maven(String before) throws IOException {
        script(
                tools.resolve("mvn"),
                before + "\necho built >>'" + directory.resolve("builds") + "'",
                "touch deploy/standalone/target/inquest-standalone.jar");
    }

    private Map<String, String> withJdk() {
        return Map.of("INQUEST_JAVA_HOME", jdk.toString());
    }

    private Started start(Path launcher, Map<String, String> more, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(directory, "out", "");
        var err = Files.createTempFile(directory, "err", "");
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("INQUEST_JDK_DIRS", "");
        builder.environment().putAll(more);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Started(builder.start(), out, err);
    }

    private record Started(Process process, Path out, Path err) {

        RunCommand end() throws Exception {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new RunCommand(
                    process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
        }
    }

    private void link(String tool) {
        try {
            for (var place : List.of("/bin/", "/usr/bin/")) {
                if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.writeString(
                file, "#!/bin/sh\n" + String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        executable(file);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path launcher() {
        return Path.of(System.getProperty("basedir", ".")).resolve("../../inquest");
    }
}
