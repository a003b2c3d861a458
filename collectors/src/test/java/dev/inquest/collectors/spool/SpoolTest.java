package dev.inquest.collectors.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir Path directory;

    @Test
    void eventsComeBackInTheOrderOfTheirNumbersWhateverTheirWorth() throws IOException {
        var spool = open();
        spool.append(List.of(event(1, Worth.OTHER), event(2, Worth.PANIC), event(3, Worth.KERNEL)));
        spool.append(List.of(event(4, Worth.OTHER), event(5, Worth.KERNEL)));

        assertThat(spool.waiting()).isEqualTo(Map.of("other", 2L, "panic", 1L, "kernel", 2L));
        assertThat(numbers(spool.take(2, 1 << 20))).containsExactly(1L, 2L);
        assertThat(numbers(spool.take(9, 1 << 20))).containsExactly(3L, 4L, 5L);
        assertThat(spool.isEmpty()).isTrue();
    }

    @Test
    void anEventComesBackAsItWas() throws IOException {
        var event = event(7, Worth.PANIC);
        open().append(List.of(event));

        assertThat(open().take(1, 1)).containsExactly(event);
    }

    @Test
    void whatWasDeliveredIsGoneAndWhatWasOnlyTakenComesBackAfterARestart() throws IOException {
        var spool = open();
        spool.append(List.of(event(1, Worth.KERNEL), event(2, Worth.OTHER)));
        spool.append(List.of(event(3, Worth.KERNEL)));
        var _ = spool.take(2, 1 << 20);
        spool.delivered(1);

        assertThat(numbers(open().take(9, 1 << 20))).containsExactly(2L, 3L);
        assertThat(open().highest()).isEqualTo(3);
    }

    @Test
    void deliveredToTheEndItTakesNoDisk() throws IOException {
        var spool = open();
        spool.append(List.of(event(1, Worth.KERNEL), event(2, Worth.OTHER)));
        var _ = spool.take(9, 1 << 20);
        spool.delivered(2);

        assertThat(spool.bytes()).isZero();
        spool.append(List.of(event(3, Worth.KERNEL)));
        assertThat(numbers(spool.take(9, 1 << 20))).containsExactly(3L);
    }

    @Test
    void eventsDeliveredOnAnotherWayAreNotGivenOutAgain() throws IOException {
        var spool = open();
        spool.append(List.of(event(1, Worth.KERNEL), event(2, Worth.OTHER), event(3, Worth.OTHER)));
        spool.delivered(2);

        assertThat(numbers(spool.take(9, 1 << 20))).containsExactly(3L);
    }

    @Test
    void aTornEndIsCutOffAndWritingGoesOnBehindIt() throws IOException {
        open().append(List.of(event(1, Worth.KERNEL), event(2, Worth.KERNEL)));
        var segment = segments().getFirst();
        Files.write(segment, new byte[] {0x49, 0x4e, 0x51}, StandardOpenOption.APPEND);

        var spool = open();
        spool.append(List.of(event(3, Worth.KERNEL)));

        assertThat(numbers(open().take(9, 1 << 20))).containsExactly(1L, 2L, 3L);
        assertThat(spool.lost()).isEmpty();
    }

    @Test
    void aHalfWrittenEventIsNoEvent() throws IOException {
        open().append(List.of(event(1, Worth.KERNEL), event(2, Worth.KERNEL)));
        var segment = segments().getFirst();
        var bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 5));

        assertThat(numbers(open().take(9, 1 << 20))).containsExactly(1L);
    }

    @Test
    void aRottenSpotCostsOneEventAndIsCounted() throws IOException {
        open().append(
                        List.of(
                                event(1, Worth.KERNEL),
                                event(2, Worth.KERNEL),
                                event(3, Worth.KERNEL)));
        var segment = segments().getFirst();
        var bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(segment, bytes);

        var spool = open();
        assertThat(numbers(spool.take(9, 1 << 20))).containsExactly(1L, 3L);
        assertThat(spool.lost()).isEqualTo(Map.of(Spool.UNREADABLE, 1L));
    }

    @Test
    void whenItIsFullTheRestGoesBeforeTheKernelAndTheKernelBeforeThePanic() throws IOException {
        var spool = open();
        for (var i = 0; i < 100; i++) {
            spool.append(
                    List.of(
                            large(i * 3 + 1, Worth.PANIC),
                            large(i * 3 + 2, Worth.KERNEL),
                            large(i * 3 + 3, Worth.OTHER)));
        }
        var left = count(spool.take(1000, Integer.MAX_VALUE));

        assertThat(spool.bytes()).isLessThanOrEqualTo(SpoolSettings.LEAST);
        assertThat(left.getOrDefault("panic", 0L)).isGreaterThan(25);
        assertThat(left.getOrDefault("kernel", 0L)).isLessThanOrEqualTo(1);
        for (var topic : List.of("panic", "kernel", "other")) {
            assertThat(left.getOrDefault(topic, 0L) + spool.lost().getOrDefault(topic, 0L))
                    .as(topic)
                    .isEqualTo(100);
        }
    }

    @Test
    void lossCountsOutliveARestart() throws IOException {
        var spool = open();
        for (var i = 1; i <= 100; i++) {
            spool.append(List.of(large(i, Worth.OTHER)));
        }
        var lost = spool.lost();

        assertThat(lost.getOrDefault("other", 0L)).isPositive();
        assertThat(open().lost()).isEqualTo(lost);
        assertThat(open().waiting().getOrDefault("other", 0L) + lost.getOrDefault("other", 0L))
                .isEqualTo(100);
    }

    @Test
    void whatComesIsDroppedRatherThanWhatIsWorthMore() throws IOException {
        var spool = open();
        for (var i = 1; i <= 40; i++) {
            spool.append(List.of(large(i, Worth.PANIC)));
        }
        var before = spool.lost().getOrDefault("panic", 0L);
        for (var i = 41; i <= 60; i++) {
            spool.append(List.of(large(i, Worth.OTHER)));
        }

        assertThat(spool.lost().getOrDefault("panic", 0L)).isEqualTo(before);
        assertThat(spool.lost().getOrDefault("other", 0L)).isPositive();
    }

    @Test
    void aDiskThatTakesNothingIsSaidSoAndTheSpoolGoesOnLater() throws IOException {
        var spool = open();
        spool.append(List.of(event(1, Worth.KERNEL)));
        var lane = directory.resolve("spool/other");
        Files.delete(lane);
        assertThatThrownBy(() -> spool.append(List.of(event(2, Worth.OTHER))))
                .isInstanceOf(IOException.class);

        Files.createDirectories(lane);
        spool.append(List.of(event(2, Worth.OTHER)));
        assertThat(numbers(spool.take(9, 1 << 20))).containsExactly(1L, 2L);
    }

    @Test
    void addingTheSameAgainMakesNoSecondDelivery() throws IOException {
        var spool = open();
        spool.append(List.of(event(1, Worth.KERNEL), event(2, Worth.KERNEL)));
        spool.append(List.of(event(1, Worth.KERNEL), event(2, Worth.KERNEL)));
        spool.append(List.of(event(3, Worth.KERNEL)));

        assertThat(numbers(spool.take(9, 1 << 20))).containsExactly(1L, 2L, 3L);
        assertThat(spool.isEmpty()).isTrue();
    }

    @Test
    void filesOfStrangersAreLeftAlone() throws IOException {
        var strange = Files.createDirectories(directory.resolve("spool/panic")).resolve("README");
        Files.writeString(strange, "hello");
        Files.writeString(strange.resolveSibling("x.segment"), "hello");
        Files.writeString(directory.resolve("spool/progress"), "delivered many\nlost x\n\u0000");

        var spool = open();
        assertThat(spool.take(9, 1 << 20)).isEmpty();
        assertThat(strange).exists();
    }

    @Test
    void aTinySpoolIsRefused() {
        assertThatThrownBy(() -> new SpoolSettings(directory, 1000))
                .hasMessage("a spool needs at least 65536 bytes, not 1000");
    }

    private Spool open() throws IOException {
        return Spool.open(new SpoolSettings(directory.resolve("spool"), SpoolSettings.LEAST));
    }

    private List<Path> segments() {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".segment")).forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Stored event(long number, Worth worth) {
        return stored(number, worth, new byte[] {1, 2, (byte) number});
    }

    private static Stored large(long number, Worth worth) {
        return stored(number, worth, new byte[2000]);
    }

    private static Stored stored(long number, Worth worth, byte[] body) {
        var topic = worth.name().toLowerCase(Locale.ROOT);
        return new Stored(
                number, worth, topic, "c/nö", 1000, "boot", 17, 42, ByteBuffer.wrap(body));
    }

    private static List<Long> numbers(List<Stored> events) {
        return events.stream().map(Stored::number).toList();
    }

    private static Map<String, Long> count(List<Stored> events) {
        return events.stream().collect(Collectors.groupingBy(Stored::topic, Collectors.counting()));
    }
}
