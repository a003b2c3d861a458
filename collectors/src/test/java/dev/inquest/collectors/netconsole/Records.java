package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.netconsole.Datagram.Extended;
import java.nio.charset.StandardCharsets;

/// Records for tests.
final class Records {

    private Records() {}

    static Extended extended(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return (Extended) Datagram.parse(bytes, bytes.length);
    }

    static Message message(long sequence) {
        return message(sequence, "line " + sequence);
    }

    static Message message(long sequence, String text) {
        return Message.whole(extended("6," + sequence + "," + sequence * 10 + ",-;" + text));
    }
}
