package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmsgRecordTest {

    @Test
    void aRecordOfTheKernel() {
        assertThat(parse("7,160,424069,-;pci_root PNP0A03:00: host bridge window\n"))
                .contains(
                        new KmsgRecord(
                                0,
                                7,
                                160,
                                424069,
                                false,
                                "",
                                "pci_root PNP0A03:00: host bridge window",
                                Map.of()));
    }

    @Test
    void aRecordOfAProgram() {
        var record = parse("30,339,5140900,-;systemd[1]: hello\n").orElseThrow();
        assertThat(record.isKernel()).isFalse();
        assertThat(record.facility()).isEqualTo(3);
        assertThat(record.level()).isEqualTo(6);
    }

    @Test
    void callerAndDictionaryAreFieldsAndUnknownFieldsArePassedOver() {
        var text =
                """
                6,1,2,-,new=x,caller=T123,;text; more
                 SUBSYSTEM=acpi
                 DEVICE=+a\\x3d=b
                no field
                 LATE=1
                """;
        var record = parse(text).orElseThrow();
        assertThat(record.text()).isEqualTo("text; more");
        assertThat(record.caller()).isEqualTo("T123");
        assertThat(record.fields())
                .containsOnly(
                        Map.entry("SUBSYSTEM", "acpi"),
                        Map.entry("DEVICE", "+a==b"),
                        Map.entry("LATE", "1"));
    }

    @Test
    void aDictionaryIsBounded() {
        var lines = " A%d=1\n".repeat(40).formatted((Object[]) numbers(40));
        assertThat(parse("6,1,2,-;x\n" + lines).orElseThrow().fields()).hasSize(16);
    }

    @Test
    void aHeaderMayHoldMoreFieldsThanAnybodyKnows() {
        var head = "6,1,2,-" + ",new=1".repeat(100) + ",caller=T1";
        assertThat(parse(head + ";x\n").map(KmsgRecord::text)).contains("x");
    }

    private static Integer[] numbers(int count) {
        return IntStream.range(0, count).boxed().toArray(Integer[]::new);
    }

    @Test
    void escapedBytesAreUnescaped() {
        var record = parse("6,1,2,-;a\\x0ab \\x5cx41 \\xc3\\xa4 \\xff \\xzz \\x4\n");
        assertThat(record.map(KmsgRecord::text)).contains("a\nb \\x41 ä \ufffd \\xzz \\x4");
    }

    @Test
    void aFragmentIsMarked() {
        assertThat(parse("6,1,2,c;x\n").orElseThrow().fragment()).isTrue();
        assertThat(parse("6,1,2,+;x\n").orElseThrow().fragment()).isTrue();
        assertThat(parse("6,1,2;x\n").orElseThrow().fragment()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "6;x",
                "6,1;x",
                "a,1,2,-;x",
                "-6,1,2,-;x",
                "6,1,99999999999999999999,-;x",
                "6,,2,-;x",
                "no semicolon at all",
                "99999999,1,2,-;x"
            })
    void whatIsNoRecordIsNone(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void noBytesMakeItFail() {
        var random = new Random(42);
        var alphabet = "0123456789,;-\\x \ncf+=\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        for (var round = 0; round < 20_000; round++) {
            var bytes = new byte[random.nextInt(60)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            KmsgRecord.parse(bytes, bytes.length)
                    .ifPresent(record -> assertThat(record.sequence()).isNotNegative());
        }
    }

    private static Optional<KmsgRecord> parse(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return KmsgRecord.parse(bytes, bytes.length);
    }
}
