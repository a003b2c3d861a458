package dev.inquest.crash;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The line that opens a report, with the family of formats it belongs to.
record Head(Family family, String line) {
    private static final int LONGEST = 1024;

    private static final List<Family> FAMILIES =
            List.of(
                    StallFormats.SOFT_LOCKUP,
                    StallFormats.HARD_LOCKUP,
                    StallFormats.RCU,
                    StallFormats.HUNG_TASK,
                    CheckerFormats.ADDRESS,
                    CheckerFormats.VALUE,
                    CheckerFormats.MEMORY_LEAK,
                    OopsFormats.ACCESS,
                    BugFormats.ASSERTION,
                    LockFormats.LOCKDEP,
                    LockFormats.LOCK_KEY,
                    WarningFormats.WARNING,
                    OopsFormats.DETAIL,
                    BugFormats.BUG,
                    OtherFormats.PANIC,
                    OtherFormats.OUT_OF_MEMORY,
                    OtherFormats.MACHINE_CHECK,
                    OtherFormats.COMPANION,
                    OtherFormats.NOTE);

    private static final Words WORDS =
            Words.of(
                    Stream.concat(FAMILIES.stream(), Stream.of(BugFormats.OTHER))
                            .flatMap(family -> family.words().stream())
                            .toList());

    Head {
        line = line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    static Optional<Head> of(KernelLine line) {
        if (!WORDS.isIn(line.text())) {
            return Optional.empty();
        }
        Optional<Head> known = of(line.text());
        if (known.isEmpty() && line.kernel() && BugFormats.OTHER.heads(line.text())) {
            return Optional.of(new Head(BugFormats.OTHER, line.text()));
        }
        return known;
    }

    private static Optional<Head> of(String text) {
        for (Family family : FAMILIES) {
            if (family.heads(text)) {
                return Optional.of(new Head(family, text));
            }
        }
        return Optional.empty();
    }

    Kind kind() {
        return family.kind();
    }

    /// The title that the report has with these lines.
    Title title(List<String> lines, List<Trace> traces) {
        return family.formats().stream()
                .flatMap(format -> format.title(line, lines, traces).stream())
                .findFirst()
                .orElseGet(() -> Title.of(line, Optional.empty()));
    }
}
