package dev.inquest.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.inquest.standalone.registry.Refusal.Reason;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RegistryTest {

    private static final VersionName LATEST = new VersionName.Latest();
    private static final Proposal FAN = record("Fan", "{\"name\":\"id\",\"type\":\"string\"}");
    private static final Proposal FAN_WITH_SPEED =
            record(
                    "Fan",
                    "{\"name\":\"id\",\"type\":\"string\"},"
                            + "{\"name\":\"speed\",\"type\":\"int\",\"default\":0}");
    private static final Proposal FAN_WITHOUT_DEFAULT =
            record(
                    "Fan",
                    "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"speed\",\"type\":\"int\"}");
    private static final Proposal DISK = record("Disk", "{\"name\":\"id\",\"type\":\"string\"}");

    private final RememberedChanges journal = new RememberedChanges();
    private final Registry registry = new Registry(journal);

    @Test
    void idsCountUpFromOne() {
        assertThat(registry.register("fans", FAN)).isEqualTo(1);
        assertThat(registry.register("disks", DISK)).isEqualTo(2);
    }

    @Test
    void theSameSchemaAgainIsTheSameVersion() {
        registry.register("fans", FAN);
        assertThat(registry.register("fans", new Proposal(FAN.schema().replace(",", " , "))))
                .isEqualTo(1);
        assertThat(registry.versions("fans", false)).hasSize(1);
        assertThat(journal.written()).hasSize(1);
    }

    @Test
    void twoSubjectsShareTheIdOfOneSchema() {
        registry.register("fans", FAN);
        registry.register("disks", DISK);
        assertThat(registry.register("spare-fans", FAN)).isEqualTo(1);
        assertThat(registry.uses(1, false))
                .extracting(SchemaVersion::subject)
                .containsExactly("fans", "spare-fans");
    }

    @Test
    void aCompatibleSchemaIsTheNextVersion() {
        registry.register("fans", FAN);
        assertThat(registry.register("fans", FAN_WITH_SPEED)).isEqualTo(2);
        var latest = registry.version("fans", LATEST, false);
        assertThat(latest.version()).isEqualTo(2);
        assertThat(latest.schema()).isEqualTo(registry.schema(2));
    }

    @Test
    void backwardIsTheRuleUnlessToldOtherwise() {
        registry.register("fans", FAN);
        refused(Reason.INCOMPATIBLE, () -> registry.register("fans", FAN_WITHOUT_DEFAULT));
        assertThat(registry.level()).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(journal.written()).hasSize(1);
    }

    @Test
    void aSubjectsOwnLevelGoesBeforeTheGlobalOne() {
        registry.register("fans", FAN);
        registry.setLevel(Optional.of("fans"), CompatibilityLevel.NONE);
        registry.setLevel(Optional.empty(), CompatibilityLevel.FULL);
        assertThat(registry.register("fans", FAN_WITHOUT_DEFAULT)).isEqualTo(2);
        assertThat(registry.level("fans")).contains(CompatibilityLevel.NONE);
        assertThat(registry.level("disks")).isEmpty();
    }

    @Test
    void aTransitiveLevelLooksAtEveryVersion() {
        var none = record("Fan", "");
        var text = record("Fan", "{\"name\":\"a\",\"type\":\"string\",\"default\":\"\"}");
        var number = record("Fan", "{\"name\":\"a\",\"type\":\"int\",\"default\":0}");
        registry.register("fans", text);
        registry.register("fans", none);
        registry.setLevel(Optional.of("fans"), CompatibilityLevel.BACKWARD_TRANSITIVE);
        refused(Reason.INCOMPATIBLE, () -> registry.register("fans", number));
        registry.setLevel(Optional.of("fans"), CompatibilityLevel.BACKWARD);
        assertThat(registry.register("fans", number)).isEqualTo(3);
    }

    @Test
    void aClearedLevelFallsBack() {
        registry.setLevel(Optional.of("fans"), CompatibilityLevel.NONE);
        assertThat(registry.clearLevel(Optional.of("fans"))).isEqualTo(CompatibilityLevel.NONE);
        assertThat(registry.level("fans")).isEmpty();
        refused(Reason.NO_SUBJECT_LEVEL, () -> registry.clearLevel(Optional.of("fans")));
    }

    @Test
    void objectionsAreListedWithoutRegistering() {
        registry.register("fans", FAN);
        assertThat(registry.objections("fans", LATEST, FAN_WITHOUT_DEFAULT)).isNotEmpty();
        assertThat(registry.objections("fans", LATEST, FAN_WITH_SPEED)).isEmpty();
        assertThat(registry.objections("fans", FAN_WITHOUT_DEFAULT)).isNotEmpty();
        assertThat(registry.objections("fans", VersionName.of("1"), FAN)).isEmpty();
        assertThat(registry.objections("nobody", LATEST, FAN)).isEmpty();
        refused(
                Reason.SUBJECT_NOT_FOUND,
                () -> registry.objections("nobody", VersionName.of("1"), FAN));
        assertThat(registry.versions("fans", false)).hasSize(1);
    }

    @Test
    void aSchemaIsLookedUpUnderItsSubject() {
        registry.register("fans", FAN);
        assertThat(registry.lookUp("fans", FAN, false).version()).isEqualTo(1);
        refused(Reason.SCHEMA_NOT_FOUND, () -> registry.lookUp("fans", DISK, false));
        refused(Reason.SUBJECT_NOT_FOUND, () -> registry.lookUp("disks", DISK, false));
    }

    @Test
    void whatIsNotThereIsRefusedByItsName() {
        registry.register("fans", FAN);
        refused(Reason.SUBJECT_NOT_FOUND, () -> registry.versions("disks", true));
        refused(
                Reason.VERSION_NOT_FOUND,
                () -> registry.version("fans", VersionName.of("2"), true));
        refused(Reason.SCHEMA_NOT_FOUND, () -> registry.schema(9));
    }

    @Test
    void whatIsNoAvroSchemaIsRefused() {
        refused(Reason.INVALID_SCHEMA, () -> registry.register("s", new Proposal("")));
        refused(Reason.INVALID_SCHEMA, () -> registry.register("s", new Proposal("{")));
        refused(Reason.INVALID_SCHEMA, () -> registry.register("s", new Proposal("\"Nowhere\"")));
        refused(Reason.INVALID_SCHEMA, () -> registry.register("s", new Proposal("null null")));
        refused(
                Reason.INVALID_SCHEMA,
                () -> registry.register("s", new Proposal("{}", "JSON", false, false)));
        refused(
                Reason.INVALID_SCHEMA,
                () -> registry.register("s", new Proposal(FAN.schema(), "AVRO", true, false)));
        refused(
                Reason.INVALID_SCHEMA,
                () -> registry.register("s", new Proposal("[".repeat(100_000))));
    }

    @Test
    void aSchemaOfOneMebibyteIsTheLongest() {
        var shortest = doc(0).schema().length();
        registry.register("s", doc(Proposal.LONGEST - shortest));
        refused(
                Reason.SCHEMA_TOO_LARGE,
                () -> registry.register("s", doc(Proposal.LONGEST - shortest + 1)));
    }

    @Test
    void subjectNamesWithAnotherMeaningAreRefused() {
        for (var name : List.of("", " ", ":.other:fans", "__GLOBAL", "a\nb", "x".repeat(256))) {
            refused(Reason.INVALID_SUBJECT, () -> registry.register(name, FAN));
        }
    }

    @Test
    void aSoftDeletedVersionCanStillBeReadById() {
        registry.register("fans", FAN);
        assertThat(registry.deleteVersion("fans", LATEST, false)).isEqualTo(1);
        assertThat(registry.schema(1)).isEqualTo(FAN.parse().canonicalString());
        assertThat(registry.subjects(false)).isEmpty();
        assertThat(registry.subjects(true)).containsExactly("fans");
        assertThat(registry.uses(1, false)).isEmpty();
        refused(Reason.SUBJECT_NOT_FOUND, () -> registry.versions("fans", false));
    }

    @Test
    void aSoftDeletedVersionNoLongerBindsItsSuccessors() {
        registry.register("fans", FAN);
        registry.deleteSubject("fans", false);
        registry.register("fans", FAN_WITHOUT_DEFAULT);
        assertThat(registry.version("fans", LATEST, false).version()).isEqualTo(2);
    }

    @Test
    void aSoftDeletedSchemaComesBackUnderItsIdAsANewVersion() {
        registry.register("fans", FAN);
        registry.deleteSubject("fans", false);
        assertThat(registry.register("fans", FAN)).isEqualTo(1);
        assertThat(registry.versions("fans", false))
                .extracting(SchemaVersion::version)
                .containsExactly(2);
    }

    @Test
    void deletingForGoodNeedsDeletingSoftlyFirst() {
        registry.register("fans", FAN);
        var one = VersionName.of("1");
        refused(Reason.VERSION_NOT_SOFT_DELETED, () -> registry.deleteVersion("fans", one, true));
        refused(Reason.SUBJECT_NOT_SOFT_DELETED, () -> registry.deleteSubject("fans", true));
        assertThat(registry.deleteSubject("fans", false)).containsExactly(1);
        refused(Reason.SUBJECT_SOFT_DELETED, () -> registry.deleteSubject("fans", false));
        refused(Reason.VERSION_SOFT_DELETED, () -> registry.deleteVersion("fans", one, false));
        assertThat(registry.deleteSubject("fans", true)).containsExactly(1);
        refused(Reason.SUBJECT_NOT_FOUND, () -> registry.deleteSubject("fans", true));
        refused(Reason.SCHEMA_NOT_FOUND, () -> registry.schema(1));
    }

    @Test
    void deletingASubjectClearsItsLevel() {
        registry.register("fans", FAN);
        registry.setLevel(Optional.of("fans"), CompatibilityLevel.NONE);
        registry.deleteSubject("fans", false);
        assertThat(registry.level("fans")).isEmpty();
    }

    @Test
    void anIdIsNeverGivenTwiceNotEvenAfterARestart() {
        registry.register("fans", FAN);
        registry.deleteSubject("fans", false);
        registry.deleteSubject("fans", true);
        var onlyTheTombstone = journal.written().getLast();
        var compacted = new RememberedChanges();
        compacted.write(List.of(onlyTheTombstone));
        assertThat(new Registry(compacted).register("disks", DISK)).isEqualTo(2);
        assertThat(registry.register("disks", DISK)).isEqualTo(2);
    }

    @Test
    void aWriteThatMayHaveHappenedSpendsItsId() {
        journal.broken(true);
        refused(Reason.STORE_FAILED, () -> registry.register("fans", FAN));
        journal.broken(false);
        refused(Reason.SCHEMA_NOT_FOUND, () -> registry.schema(1));
        assertThat(registry.register("disks", DISK)).isEqualTo(2);
    }

    @Test
    void aRestartChangesNothing() {
        registry.register("fans", FAN);
        registry.register("fans", FAN_WITH_SPEED);
        registry.register("disks", DISK);
        registry.deleteVersion("fans", VersionName.of("1"), false);
        registry.deleteSubject("disks", false);
        registry.setLevel(Optional.empty(), CompatibilityLevel.FULL);

        var again = new Registry(journal);

        assertThat(again.versions("fans", true)).isEqualTo(registry.versions("fans", true));
        assertThat(again.versions("disks", true)).isEqualTo(registry.versions("disks", true));
        assertThat(again.subjects(false)).containsExactly("fans");
        assertThat(again.level()).isEqualTo(CompatibilityLevel.FULL);
        assertThat(again.register("new", record("New", ""))).isEqualTo(4);
    }

    @Test
    void manyWritersAtOnceGetIdsOfTheirOwn() throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        for (var number = 0; number < 50; number++) {
            var name = "Writer" + number;
            calls.add(() -> registry.register(name, record(name, "")));
        }
        var ids = new HashSet<Integer>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var id : writers.invokeAll(calls)) {
                ids.add(id.get());
            }
        }
        assertThat(ids).hasSize(50);
    }

    @Test
    void aVersionIsANumberOrTheLatest() {
        assertThat(VersionName.of("latest")).isEqualTo(LATEST);
        assertThat(VersionName.of("-1")).isEqualTo(LATEST);
        assertThat(VersionName.of("7")).isEqualTo(new VersionName.Exactly(7));
        for (var text : List.of("0", "-2", "first", "99999999999", "")) {
            refused(Reason.INVALID_VERSION, () -> VersionName.of(text));
        }
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(Refusal.class))
                .extracting(Refusal::reason)
                .isEqualTo(reason);
    }

    private static Proposal record(String name, String fields) {
        return new Proposal(
                "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s]}".formatted(name, fields));
    }

    private static Proposal doc(int length) {
        return new Proposal(
                "{\"type\":\"record\",\"name\":\"Long\",\"doc\":\"%s\",\"fields\":[]}"
                        .formatted("d".repeat(length)));
    }
}
