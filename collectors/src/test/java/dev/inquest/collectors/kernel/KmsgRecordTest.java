package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
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
                                "pci_root PNP0A03:00: host bridge window"));
    }

    @Test
    void aRecordOfAProgram() {
        var record = parse("30,339,5140900,-;systemd[1]: hello\n").orElseThrow();
        assertThat(record.isKernel()).isFalse();
        assertThat(record.facility()).isEqualTo(3);
        assertThat(record.level()).isEqualTo(6);
    }

    @Test
    void unknownFieldsAndTheDictionaryAreLeftOut() {
        var record = parse("6,1,2,-,caller=T123,new=x;text; more\n SUBSYSTEM=acpi\n DEVICE=+a\n");
        assertThat(record.map(KmsgRecord::text)).contains("text; more");
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
