package dev.inquest.collectors.owners;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever the table holds, counting it ends and counts no more than there are lines.
class IpVsTableFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTableIsCounted(byte[] table) {
        var lines = new String(table, StandardCharsets.UTF_8).lines().toList();

        assertThat(IpVsTable.parse(lines).services()).isBetween(0, lines.size());
    }
}
