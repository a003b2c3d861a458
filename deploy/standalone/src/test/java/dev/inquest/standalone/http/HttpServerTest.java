package dev.inquest.standalone.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.standalone.broker.PortTaken;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HttpServerTest {

    @Test
    void aTakenPortIsReported() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var port = other.getLocalPort();
            assertThatThrownBy(() -> HttpServer.start(port, Map.of()))
                    .isInstanceOf(PortTaken.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is already in use");
        }
    }
}
