package dev.inquest.crash;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Hears the single lines in which a kernel complains of hardware and file systems. Nothing has
/// crashed, so they are no reports; but whoever keeps the machine should know.
///
/// One line of a kind a minute is told: failing disks and memory repeat themselves.
final class TroubleWatch {

    static final String HARDWARE = "HARDWARE";
    static final String FILE_SYSTEM = "FILE_SYSTEM";

    private static final long REST_SECONDS = 60;

    /// @param word occurs in each such line, so that ordinary ones are dismissed by a plain search
    private record Sign(String word, Pattern line, String title, String type) {

        private static Sign of(String word, String line, String title, String type) {
            return new Sign(word, Pattern.compile(line), title, type);
        }

        private boolean fits(String text) {
            return text.contains(word) && line.matcher(text).find();
        }
    }

    private static final List<Sign> SIGNS =
            List.of(
                    Sign.of(
                            "[Hardware Error]",
                            "event severity: (?:corrected|recoverable)",
                            "corrected hardware error",
                            HARDWARE),
                    Sign.of(
                            "[Hardware Error]",
                            "Machine [Cc]heck(?: events logged|: )",
                            "machine check events logged",
                            HARDWARE),
                    Sign.of("EDAC ", "^EDAC .*\\bCE\\b", "corrected memory error", HARDWARE),
                    Sign.of("EDAC ", "^EDAC .*\\bUE\\b", "uncorrected memory error", HARDWARE),
                    Sign.of("Memory failure", "^Memory failure: 0x", "memory failure", HARDWARE),
                    Sign.of("EXT4-fs error", "^EXT4-fs error \\(", "EXT4-fs error", FILE_SYSTEM),
                    Sign.of(
                            "read-only",
                            "Remounting file ?system read-only",
                            "file system remounted read-only",
                            FILE_SYSTEM),
                    Sign.of(
                            "XFS (",
                            "[Ss]hutting down file ?system",
                            "XFS file system shut down",
                            FILE_SYSTEM),
                    Sign.of(
                            "XFS (",
                            "metadata I/O error|Metadata (?:corruption|CRC error)",
                            "XFS metadata error",
                            FILE_SYSTEM),
                    Sign.of("BTRFS", "^BTRFS (?:error|critical) \\(", "BTRFS error", FILE_SYSTEM),
                    Sign.of(
                            "I/O error",
                            "I/O error,? (?:on )?dev (?!fd\\d|sr\\d|loop\\d)\\S+",
                            "I/O error",
                            FILE_SYSTEM));

    private final Map<String, Instant> told = new HashMap<>();

    void start() {
        told.clear();
    }

    /// Whether the line is such a complaint, told or not.
    boolean take(Instant at, String text, Consumer<KernelSignal> out) {
        for (Sign sign : SIGNS) {
            if (sign.fits(text)) {
                tell(at, sign, text, out);
                return true;
            }
        }
        return false;
    }

    private void tell(Instant at, Sign sign, String text, Consumer<KernelSignal> out) {
        Instant last = told.get(sign.title());
        if (last == null || at.isBefore(last) || !at.isBefore(last.plusSeconds(REST_SECONDS))) {
            told.put(sign.title(), at);
            out.accept(new KernelSignal.Trouble(at, sign.title(), sign.type(), Excerpt.of(text)));
        }
    }
}
