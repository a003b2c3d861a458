package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KmsgLinesTest {

    @Test
    void fragmentsInARowAreOneLine() {
        assertThat(lines("c,;one ", "+,;two ", "+,;three", "-,;next"))
                .containsExactly("one two three", "next");
        assertThat(lines("c,;one ", "c,;two", "-,;next")).containsExactly("one two", "next");
    }

    @Test
    void aFragmentContinuesTheLastLineOfItsCaller() {
        assertThat(lines("-,caller=T1;BUG: ", "-,caller=T2;else", "c,caller=T1;bad", "-,;next"))
                .containsExactly("BUG: ", "else", "BUG: bad", "next");
    }

    @Test
    void fragmentsOfCallersThatInterleaveAreKeptApart() {
        assertThat(
                        lines(
                                "c,caller=T1;one ",
                                "c,caller=C0;uno ",
                                "c,caller=T1;two",
                                "c,caller=C0;due",
                                "-,;next"))
                .containsExactly("one two", "uno due", "next");
    }

    @Test
    void aLineOfFragmentsIsBounded() {
        var fragments = new String[2000];
        Arrays.fill(fragments, "c,;0123456789");
        fragments[1999] = "-,;next";

        assertThat(lines(fragments))
                .satisfiesExactly(
                        line -> assertThat(line).hasSize(8192),
                        line -> assertThat(line).isEqualTo("next"));
    }

    @Test
    void callersAreBounded() {
        var records = new String[1000];
        Arrays.setAll(records, i -> "c,caller=T" + i + ";line " + i);
        records[999] = "-,;next";

        assertThat(lines(records)).hasSize(1000).contains("line 0", "line 998");
    }

    private static List<String> lines(String... records) {
        var lines = new KmsgLines();
        return Arrays.stream(records)
                .map(text -> ("6,1,2," + text + "\n").getBytes(StandardCharsets.UTF_8))
                .map(bytes -> KmsgRecord.parse(bytes, bytes.length).orElseThrow())
                .flatMap(record -> lines.completedBy(record).stream())
                .map(KmsgLines.Line::text)
                .toList();
    }
}
