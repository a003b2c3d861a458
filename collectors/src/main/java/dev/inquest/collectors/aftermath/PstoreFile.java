package dev.inquest.collectors.aftermath;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One file of pstore: a part of the kernel's log as it was when the kernel died.
///
/// A dump is cut into parts, and part 1 holds the newest lines. The dumps of one boot are counted.
///
/// @param reason such as `Panic` or `Oops`; empty for a console
/// @param dump the dump's number within its boot; 0 for a console
/// @param part the part's number, 1 being the newest
/// @param at when it was written
/// @param lines without the header
record PstoreFile(
        Path path,
        String reason,
        int dump,
        int part,
        Instant at,
        List<String> lines,
        String fingerprint) {

    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z][A-Za-z ]{0,30})#([0-9]{1,9}) Part([0-9]{1,9})");

    /// EFI keeps time, part and dump in one number: seconds since 1970, two digits, three digits.
    private static final Pattern EFI =
            Pattern.compile("dmesg-efi(?:_pstore)?-([0-9]{9,11})[0-9]{2}[0-9]{3}");

    /// What becomes of a file by its name.
    enum Use {
        DUMP,
        CONSOLE,
        /// Not packed by this kernel: nobody here can read it.
        UNREADABLE,
        /// Not the kernel's log.
        OTHER;

        static Use of(String name) {
            if (name.endsWith(".enc.z")) {
                return UNREADABLE;
            }
            if (name.startsWith("dmesg-")) {
                return DUMP;
            }
            return name.startsWith("console-") ? CONSOLE : OTHER;
        }
    }

    static PstoreFile of(Path path, Instant written, BoundedText text) {
        var name = String.valueOf(path.getFileName());
        var at = efiTime(name).orElse(written);
        var first = text.lines().isEmpty() ? "" : text.lines().getFirst();
        var header = HEADER.matcher(first);
        if (!header.matches()) {
            return new PstoreFile(path, "", 0, 1, at, text.lines(), text.fingerprint());
        }
        return new PstoreFile(
                path,
                header.group(1),
                Integer.parseInt(header.group(2)),
                Integer.parseInt(header.group(3)),
                at,
                text.lines().subList(1, text.lines().size()),
                text.fingerprint());
    }

    private static Optional<Instant> efiTime(String name) {
        var match = EFI.matcher(name);
        return match.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(match.group(1))))
                : Optional.empty();
    }
}
