package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketDropsTest {

    @TempDir Path root;

    @Test
    void theDropsOfAllSocketsAtThePortCount() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(
                root.resolve("proc/net/udp"),
                """
                   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
                  123: 0100007F:1A0A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 0000000000000000 17
                  124: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4712 2 0000000000000000 99
                """);
        Files.writeString(
                root.resolve("proc/net/udp6"),
                "  5: 00000000000000000000000000000000:1A0A 0:0 07 0:0 00:0 0 0 0 4713 2 0 3\n");
        var drops = new SocketDrops(new HostFiles(root));
        assertThat(drops.at(6666)).isEqualTo(20);
        assertThat(drops.at(6667)).isZero();
    }

    @Test
    void withoutTheTablesNothingIsKnown() {
        assertThat(new SocketDrops(new HostFiles(root)).at(6666)).isZero();
    }
}
