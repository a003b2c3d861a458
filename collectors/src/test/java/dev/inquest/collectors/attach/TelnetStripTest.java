package dev.inquest.collectors.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TelnetStripTest {

    private final TelnetStrip strip = new TelnetStrip();

    @Test
    void plainTextStaysAsItIs() {
        assertThat(strip("login: ")).isEqualTo("login: ");
    }

    @Test
    void negotiationIsTakenOut() {
        assertThat(strip("\u00ff\u00fb\u0001\u00ff\u00fb\u0003\u00ff\u00fd\u0000[ 1.0] x"))
                .isEqualTo("[ 1.0] x");
    }

    @Test
    void aDoubledByteIsOneByteOfText() {
        assertThat(strip("a\u00ff\u00ffb")).isEqualTo("a\u00ffb");
    }

    @Test
    void aSubnegotiationIsTakenOutWhole() {
        assertThat(strip("a\u00ff\u00fa\u0018text\u00ff\u00ff\u00ff\u00f0b")).isEqualTo("ab");
    }

    @Test
    void aSubnegotiationWithoutAnEndIsGivenUp() {
        assertThat(strip("a\u00ff\u00fa" + "x".repeat(256) + "b")).isEqualTo("ab");
    }

    @Test
    void commandsMayBeCutAnywhere() {
        assertThat(strip("a\u00ff") + strip("\u00fb") + strip("\u0001b")).isEqualTo("ab");
    }

    private String strip(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, 0, strip.strip(bytes, bytes.length), StandardCharsets.ISO_8859_1);
    }
}
