package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.netconsole.NetconsoleSettings.Rules;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderTest {

    private static final long MS = 1_000_000;
    private static final Instant NOW = Instant.parse("2024-06-17T08:00:00Z");

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final Sender sender =
            new Sender(
                    new KernelText.Destination(
                            new NodeKey("prod", "n1"),
                            new Topics("t.", TimeSource.STORY).kernel(),
                            publisher,
                            InstantSource.fixed(NOW)),
                    "10.0.0.7",
                    Rules.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "h1-netconsole-basic-panic, PANICKED, sysrq triggered crash",
        "h2-netconsole-ext-panic, PANICKED, sysrq triggered crash",
        "h4-netconsole-ext-oops, CRASHED, BUG: unable to handle kernel NULL pointer dereference",
    })
    void aRealCrashIsRead(String life, KernelKind kind, String title) {
        RecordedDatagrams.of(life).forEach(bytes -> take(0, bytes));
        sender.finish(0);
        assertThat(events()).allMatch(event -> event.getSource() == KernelSource.NETCONSOLE);
        assertThat(events())
                .anyMatch(event -> event.getKind() == kind && event.getTitle().startsWith(title));
    }

    @Test
    void aPanicBehindAGapIsReadWhenPatienceEnds() {
        take(0, "6,5,1000000,-;ordinary\n");
        take(1, "0,9,2000000,-;Kernel panic - not syncing: lost lines\n");
        assertThat(titles()).isEmpty();
        sender.tick(200 * MS);
        assertThat(titles()).isEmpty();
        sender.tick(201 * MS);
        assertThat(titles()).containsExactly("lost lines");
        assertThat(sender.counts().missing()).isEqualTo(3);
        assertThat(sender.lost()).isZero();
    }

    @Test
    void theSendersOwnCountProvesALoss() {
        take(0, "6,5,1000000,-;ordinary\n msgid=100\n");
        take(0, "6,8,1000001,-;ordinary\n msgid=103\n");
        take(0, "0,9,2000000,-;Kernel panic - not syncing: x\n msgid=104\n");
        sender.finish(0);
        assertThat(sender.lost()).isEqualTo(2);
        assertThat(events().stream().mapToLong(KernelEvent::getLost).sum()).isEqualTo(2);
    }

    @Test
    void aLateMessageIsNoLoss() {
        take(0, "6,5,1000000,-;ordinary\n msgid=100\n");
        take(0, "6,8,1000001,-;ordinary\n msgid=102\n");
        sender.tick(300 * MS);
        assertThat(sender.lost()).isEqualTo(1);
        take(400, "6,6,1000000,-;late\n msgid=101\n");
        assertThat(sender.lost()).isZero();
    }

    @Test
    void aRecordInFragmentsIsRead() {
        take(0, "0,9,2000000,-,ncfrag=0/44;Kernel panic - not");
        take(0, "0,9,2000000,-,ncfrag=18/44; syncing: long in two\n   ");
        sender.finish(0);
        assertThat(titles()).containsExactly("long in two");
    }

    @Test
    void aRecordWithALostFragmentIsReadAsFarAsItCame() {
        take(0, "0,9,2000000,-,ncfrag=0/90;Kernel panic - not syncing: half");
        sender.tick(200 * MS);
        assertThat(titles()).hasSize(1);
        assertThat(titles().getFirst()).startsWith("half");
        assertThat(sender.lost()).isEqualTo(1);
    }

    @Test
    void piecesOfALineAreReadTogether() {
        take(0, "0,9,2000000,c;Kernel panic - not ");
        take(0, "0,10,2000001,c;syncing: in pieces");
        take(0, "0,11,2000002,-;next\n");
        assertThat(titles()).containsExactly("in pieces");
    }

    @Test
    void aRecordOfAProgramIsNoKernelText() {
        take(0, "30,9,2000000,-;Kernel panic - not syncing: forged by a program\n");
        sender.finish(0);
        assertThat(events()).isEmpty();
    }

    @Test
    void theReleaseInFrontIsTold() {
        take(0, "6.4.0,0,9,2000000,-;Kernel panic - not syncing: x\n");
        assertThat(events()).isNotEmpty().allMatch(event -> "6.4.0".equals(event.getRelease()));
    }

    @Test
    void basicTextLongerThanADatagramIsOneLine() {
        var text = "[    1.000000] Kernel panic - not syncing: " + "x".repeat(1000);
        take(0, text.substring(0, 1000));
        take(1, text.substring(1000) + "\n");
        assertThat(titles()).hasSize(1);
        assertThat(titles().getFirst()).hasSizeGreaterThan(900);
    }

    private void take(long ms, String text) {
        take(ms, text.getBytes(StandardCharsets.UTF_8));
    }

    private void take(long ms, byte[] bytes) {
        sender.take(Datagram.parse(bytes, bytes.length), ms * MS);
    }

    private List<String> titles() {
        return events().stream()
                .filter(event -> event.getKind() == KernelKind.PANICKED)
                .map(KernelEvent::getTitle)
                .toList();
    }

    private List<KernelEvent> events() {
        return publisher.events(KernelEvent.class);
    }
}
