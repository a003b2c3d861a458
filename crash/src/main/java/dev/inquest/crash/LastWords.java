package dev.inquest.crash;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines with which a kernel goes down, taken apart.
final class LastWords {
    private static final Pattern PANIC =
            Pattern.compile("Kernel panic - not syncing:? ?(?:kernel: )?(.*)");
    private static final Pattern END =
            Pattern.compile(
                    "---\\[ end Kernel panic - not syncing:? ?(?:kernel: )?(.*?)(?: \\]---.*)?$");
    private static final Pattern REBOOTING = Pattern.compile("^Rebooting in (\\d{1,9}) seconds");
    private static final Pattern RESTART = Pattern.compile("^(?:reboot: )?Restarting system");
    private static final Pattern DOWN =
            Pattern.compile("^(?:reboot: )?(?:Power down|System halted)");

    private LastWords() {}

    static boolean mayBe(String text) {
        return text.contains("anic - not")
                || text.contains("Rebooting in")
                || text.contains("estarting system")
                || text.contains("ower down")
                || text.contains("ystem halted");
    }

    static Optional<String> panic(String text) {
        return text.contains("end Kernel panic") ? Optional.empty() : first(PANIC, text);
    }

    static Optional<String> panicEnd(String text) {
        return first(END, text);
    }

    static OptionalInt rebooting(String text) {
        Matcher matcher = REBOOTING.matcher(text);
        return matcher.find()
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }

    static boolean isRestart(String text) {
        return RESTART.matcher(text).find();
    }

    static boolean isPowerDown(String text) {
        return DOWN.matcher(text).find();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
