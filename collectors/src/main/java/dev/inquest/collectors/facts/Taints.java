package dev.inquest.collectors.facts;

import java.util.Optional;

/// The kernel's taint bits as the letters that kernel logs print.
final class Taints {

    private static final String LETTERS = "PFSRMBUDAWCIOELKXTNJ";

    private Taints() {}

    /// The letters of a value of `/proc/sys/kernel/tainted`, `none` for 0; empty when it is no
    /// number. Bits without a letter are left out.
    static Optional<String> letters(String bits) {
        if (!bits.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        var value = Long.parseLong(bits);
        var letters = new StringBuilder();
        for (var bit = 0; bit < LETTERS.length(); bit++) {
            if ((value >> bit & 1) == 1) {
                letters.append(LETTERS.charAt(bit));
            }
        }
        return Optional.of(letters.isEmpty() ? "none" : letters.toString());
    }
}
