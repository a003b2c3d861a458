package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.netconsole.Datagram.Basic;
import dev.inquest.collectors.netconsole.Datagram.Extended;
import dev.inquest.collectors.netconsole.Datagram.Fragment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramTest {

    @Test
    void anExtendedRecordIsTakenApart() {
        var record = extended("3,160,424069,-,caller=T41;some text\n SUBSYSTEM=pci\n msgid=7\n");
        assertThat(record.release()).isEmpty();
        assertThat(record.header()).isEqualTo("3,160,424069,-,caller=T41");
        assertThat(record.sequence()).isEqualTo(160);
        assertThat(record.continued()).isFalse();
        assertThat(record.fragment()).isEmpty();
        var message = Message.whole(record);
        assertThat(message.text()).isEqualTo("some text");
        assertThat(message.number()).hasValue(7);
    }

    @Test
    void aReleaseMayStandInFront() {
        var record = extended("6.4.0-rc1+,6,444,501151268,-;netconsole: started\n");
        assertThat(record.release()).contains("6.4.0-rc1+");
        assertThat(record.header()).isEqualTo("6,444,501151268,-");
    }

    @Test
    void aFragmentSaysWhereItBelongs() {
        var record = extended("6.4.0,6,416,1758426,c,ncfrag=0/31;the first chunk,");
        assertThat(record.fragment()).contains(new Fragment(0, 31));
        assertThat(record.continued()).isTrue();
        assertThat(record.header()).isEqualTo("6,416,1758426,c");
    }

    @Test
    void escapedBytesAreReadAsTheyWere() {
        var record = extended("6,1,1,-;a \\x5c b\\x0ac caf\\xc3\\xa9 \\xzz \\x4");
        assertThat(Message.whole(record).text()).isEqualTo("a \\ b\nc café \\xzz \\x4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[    1.000000] Kernel panic - not syncing: x\n",
                "6,1,2;no flags",
                "6,1,-;too few",
                "6,x,1,-;no number",
                "1234567,1,1,-;level too large",
                "6,1234567890123456789,1,-;sequence too large",
                "6,1,1,?;unknown flags",
                "6,1,1,- no end"
            })
    void everythingElseIsBasicText(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Datagram.parse(bytes, bytes.length)).isInstanceOf(Basic.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20/31", "0/99999999", "0/65537", "x/31", "31", "-1/31", "/"})
    void aFragmentThatCannotBeIsTakenForAWholeRecord(String fragment) {
        var record = extended("6,416,1758426,-,ncfrag=" + fragment + ";the whole text");
        assertThat(record.fragment()).isEmpty();
    }

    private static Extended extended(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return (Extended) Datagram.parse(bytes, bytes.length);
    }
}
