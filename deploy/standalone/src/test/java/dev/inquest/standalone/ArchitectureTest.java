package dev.inquest.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules between modules, and the habits that no compiler keeps.
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("../..");
    private static final List<String> MODULES =
            List.of(
                    "schemas",
                    "settings",
                    "crash",
                    "telemetry",
                    "collectors",
                    "collectors/cluster",
                    "streams/detection",
                    "streams/topology",
                    "sinks/tables",
                    "sinks/query",
                    "sinks/console",
                    "sinks/delivery",
                    "sinks/pagerduty",
                    "sinks/alertmanager",
                    "sinks/webhook",
                    "sinks/otlp",
                    "deploy/standalone");

    private static final String SCHEMAS = "dev.inquest.schemas..";
    private static final String CRASH = "dev.inquest.crash..";
    private static final String COLLECTORS = "dev.inquest.collectors..";
    private static final String DETECTION = "dev.inquest.detection..";
    private static final String TOPOLOGY = "dev.inquest.topology..";
    private static final String TABLES = "dev.inquest.tables..";
    private static final String SETTINGS = "dev.inquest.settings..";
    private static final String TELEMETRY = "dev.inquest.telemetry..";
    private static final String SINKS = "dev.inquest.sinks..";
    private static final String QUERY = "dev.inquest.query..";
    private static final String CONSOLE = "dev.inquest.console..";
    private static final String STANDALONE = "dev.inquest.standalone..";

    private static JavaClasses main = new ClassFileImporter().importClasses();
    private static JavaClasses all = main;

    @BeforeAll
    static void read() {
        main = new ClassFileImporter().importPaths(outputs("target/classes").toList());
        all =
                new ClassFileImporter()
                        .importPaths(
                                Stream.concat(
                                                outputs("target/classes"),
                                                outputs("target/test-classes"))
                                        .toList());
    }

    private static Stream<Path> outputs(String name) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve(name).normalize())
                .filter(Files::isDirectory);
    }

    @Test
    void schemasAndTheCrashReaderKnowNothingOfOurs() {
        never(SCHEMAS, SETTINGS, CRASH, COLLECTORS, DETECTION, TOPOLOGY, SINKS, STANDALONE);
        never(SETTINGS, SCHEMAS, CRASH, COLLECTORS, DETECTION, TOPOLOGY, SINKS, STANDALONE);
        never(CRASH, SCHEMAS, SETTINGS, COLLECTORS, DETECTION, TOPOLOGY, SINKS, STANDALONE);
    }

    @Test
    void telemetryKnowsNothingOfOursAndDetectionNothingOfIt() {
        never(
                TELEMETRY,
                SCHEMAS,
                SETTINGS,
                CRASH,
                COLLECTORS,
                DETECTION,
                TOPOLOGY,
                SINKS,
                STANDALONE);
        never(DETECTION, TELEMETRY);
        never(TOPOLOGY, TELEMETRY);
    }

    @Test
    void collectorsKnowSchemasTelemetryAndTheCrashReaderOnly() {
        never(COLLECTORS, DETECTION, TOPOLOGY, SINKS, STANDALONE);
    }

    /// Sinks meet detection on the topic of findings, never in code.
    @Test
    void sinksKnowSchemasOnly() {
        never(SINKS, CRASH, COLLECTORS, DETECTION, TOPOLOGY, STANDALONE);
    }

    /// What is told next is decided without Kafka, network or clock.
    @Test
    void theBacklogOfASinkIsPure() {
        never(
                "dev.inquest.sinks.backlog..",
                "org.apache.kafka..",
                "java.net..",
                "dev.inquest.sinks.delivery..");
    }

    /// Kubernetes is the cluster collector's business.
    @Test
    void otherCollectorsKnowNoKubernetes() {
        noClasses()
                .that()
                .resideInAPackage(COLLECTORS)
                .and()
                .resideOutsideOfPackage("dev.inquest.collectors.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "dev.inquest.collectors.cluster..")
                .check(main);
    }

    @Test
    void detectionKnowsTheCrashReaderOnly() {
        never(DETECTION, SCHEMAS, SETTINGS, COLLECTORS, TOPOLOGY, SINKS, STANDALONE);
    }

    @Test
    void detectionIsPure() {
        never(
                DETECTION,
                "org.apache.kafka..",
                "org.apache.avro..",
                "io.micronaut..",
                "io.confluent..");
    }

    @Test
    void theTopologyKnowsSchemasAndDetectionOnly() {
        never(TOPOLOGY, COLLECTORS, SINKS, STANDALONE);
    }

    @Test
    void tablesKnowSchemasOnly() {
        never(TABLES, CRASH, COLLECTORS, DETECTION, TOPOLOGY, STANDALONE);
        never(TOPOLOGY, TABLES);
        never(COLLECTORS, TABLES);
    }

    @Test
    void theConsoleKnowsTablesAndSchemasOnly() {
        never(CONSOLE, CRASH, COLLECTORS, DETECTION, TOPOLOGY, QUERY, STANDALONE);
        never(TABLES, CONSOLE);
        never(QUERY, CONSOLE);
    }

    @Test
    void theQueryServerKnowsTablesOnly() {
        never(QUERY, CRASH, COLLECTORS, DETECTION, TOPOLOGY, STANDALONE);
        never(TABLES, QUERY);
    }

    /// Whoever wants another engine replaces one package.
    @Test
    void onlyTheEngineKnowsCalcite() {
        noClasses()
                .that()
                .resideInAPackage(QUERY)
                .and()
                .resideOutsideOfPackage("dev.inquest.query.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(main);
    }

    /// Detection, live or replayed, finds what it finds without knowing the story.
    @Test
    void nobodyButTheProgramKnowsTheDemo() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.inquest.standalone", "dev.inquest.standalone.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.inquest.standalone.demo..")
                .check(main);
    }

    @Test
    void nothingSleepsNotEvenTests() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(all);
        noClasses().should().callMethod(Thread.class, "sleep", long.class, int.class).check(all);
        noClasses().should().callMethod(Thread.class, "sleep", Duration.class).check(all);
    }

    @Test
    void detectionHasNoClock() {
        noClasses()
                .that()
                .resideInAPackage(DETECTION)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(main);
    }

    @Test
    void nobodyAsksForTheTimeWithoutASource() {
        noClasses().should().callMethod(Instant.class, "now").check(main);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(main);
    }

    @Test
    void classesAreNamedByWhatTheyAre() {
        noClasses()
                .that()
                .resideInAPackage("dev.inquest..")
                .should()
                .haveNameMatching(".*[.$](\\w*Utils?|\\w*Manager|\\w*Impl)")
                .check(main);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemas",
                "crash",
                "collectors",
                "detection",
                "topology",
                "sinks",
                "standalone"
            })
    void packagesOfAModuleFormNoCycles(String module) {
        slices().matching("dev.inquest." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(main);
    }

    private static void never(String module, String... others) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(main);
    }
}
