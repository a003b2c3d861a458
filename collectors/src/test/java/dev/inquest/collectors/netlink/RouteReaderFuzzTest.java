package dev.inquest.collectors.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inquest.collectors.netlink.RouteMessage.AddressSeen;
import dev.inquest.collectors.netlink.RouteMessage.LinkSeen;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Whatever bytes come, reading ends, throws nothing, and names what can be told.
class RouteReaderFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyDatagramIsRead(byte[] datagram) {
        var messages = RouteReader.read(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()));

        assertThat(messages.size()).isLessThanOrEqualTo(2 * datagram.length / 16);
        var table = new RouteTable();
        for (var message : messages) {
            table.apply(message);
            switch (message) {
                case LinkSeen(var link) ->
                        assertThat(link.name()).isNotEmpty().doesNotContain("\n", "\0");
                case AddressSeen(_, var address) -> assertThat(address).matches("[0-9a-f.:/]+");
                default -> assertThat(message).isNotNull();
            }
        }
    }
}
