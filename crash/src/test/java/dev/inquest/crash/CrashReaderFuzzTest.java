package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// A kernel under a fuzzer prints anything; the reader must take it.
final class CrashReaderFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyLogIsRead(byte[] log) {
        assertThat(CrashLog.read(log)).isNotNull();
    }
}
