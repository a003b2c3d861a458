package dev.inquest.crash;

import java.util.OptionalLong;

/// One line of console text, freed of what its channels put in front of it, so that everything
/// after this looks at the kernel's own words only.
///
/// @param kernel whether a prefix shows that the kernel wrote it, rather than firmware or a program
/// @param levelled whether a raw `<N>` level stood in front, as in a replayed pstore record
/// @param micros the kernel's own time stamp
/// @param context the caller, such as `T41` or `C0`; empty when the kernel does not print it
record KernelLine(
        String text, boolean kernel, boolean levelled, OptionalLong micros, String context) {

    static KernelLine ofProgram(String text) {
        return new KernelLine(text, false, false, OptionalLong.empty(), "");
    }

    boolean isBlank() {
        return text.isBlank();
    }

    /// Text that a program wrote through the kernel's log is no evidence.
    boolean isUserText() {
        return text.startsWith("INQ:");
    }
}
