package dev.inquest.collectors.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class FactsFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyCommandLineIsRead(byte[] bytes) {
        var text = text(bytes);
        assertThat(new CommandLine(text).last("crashkernel").stream())
                .allSatisfy(value -> assertThat(value).doesNotContain(" ", "\""));
    }

    @FuzzTest(maxDuration = "10m")
    void anyOsReleaseIsRead(byte[] bytes) {
        var text = text(bytes);
        assertThat(new Assignments(text).last("ID").stream())
                .allSatisfy(value -> assertThat(text).contains(value));
    }

    @FuzzTest(maxDuration = "10m")
    void anyMemoryMapIsRead(byte[] bytes) {
        var map = new MemoryMap(text(bytes).lines().toList());
        assertThat(map.bytes("System RAM").stream())
                .allSatisfy(sum -> assertThat(sum).isPositive());
        assertThat(map.ranges("Crash kernel").stream())
                .allSatisfy(ranges -> assertThat(ranges.split(",", -1)).hasSizeLessThan(17));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
