package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.inquest.collectors.netconsole.Datagram.Basic;
import dev.inquest.collectors.netconsole.Datagram.Extended;

class DatagramFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyDatagramIsTakenApart(byte[] bytes) {
        switch (Datagram.parse(bytes, bytes.length)) {
            case Basic(var text) -> assertThat(text).isEqualTo(bytes);
            case Extended record -> {
                assertThat(record.sequence()).isNotNegative();
                assertThat(record.header()).doesNotContain(";");
                record.fragment()
                        .ifPresent(part -> {
                            assertThat(part.total()).isBetween(1, Datagram.MAX_BODY);
                            assertThat(part.offset() + record.body().length)
                                    .isBetween(1, part.total());
                        });
                var message = Message.whole(record);
                assertThat(message.text().length()).isLessThanOrEqualTo(record.body().length);
                assertThat(message.size()).isPositive();
            }
        }
    }
}
