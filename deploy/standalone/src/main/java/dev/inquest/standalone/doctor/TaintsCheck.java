package dev.inquest.standalone.doctor;

import dev.inquest.detection.cases.Remedy;
import java.util.List;
import java.util.Map;

/// What the kernel's taint letters mean, and which of them are signs of trouble.
final class TaintsCheck {

    private static final String ID = "taints";

    private static final Map<Character, String> TROUBLE =
            Map.of(
                    'M', "a processor reported a machine check",
                    'B', "a bad memory page was found",
                    'D', "the kernel has oopsed: whatever ran then may hold locks for ever",
                    'W', "the kernel has warned about itself",
                    'L', "a processor was stuck for seconds (soft lockup)");

    private static final Map<Character, String> NOTES =
            Map.ofEntries(
                    Map.entry('P', "a proprietary module was loaded"),
                    Map.entry('F', "a module was loaded by force"),
                    Map.entry('S', "hardware or firmware is outside its specification"),
                    Map.entry('R', "a module was unloaded by force"),
                    Map.entry('U', "a program asked for the taint"),
                    Map.entry('A', "an ACPI table was overridden"),
                    Map.entry('C', "a staging driver was loaded"),
                    Map.entry('I', "a firmware bug is worked around"),
                    Map.entry('O', "a module from outside the kernel's tree was loaded"),
                    Map.entry('E', "an unsigned module was loaded"),
                    Map.entry('K', "the kernel is live-patched"),
                    Map.entry('X', "the distribution's own taint"),
                    Map.entry('T', "the kernel was built with randomised structures"),
                    Map.entry('N', "a test of the kernel ran"),
                    Map.entry('J', "fwctl was used to debug a device"));

    private TaintsCheck() {}

    static Check of(Map<String, String> facts) {
        var letters = facts.getOrDefault("taints", "");
        if (letters.isEmpty()) {
            return Check.note(ID, "the kernel's taints cannot be read", List.of());
        }
        if (letters.equals("none")) {
            return Check.fine(ID, "the kernel is not tainted");
        }
        var details = letters.chars().mapToObj(c -> explained((char) c)).toList();
        if (letters.chars().anyMatch(c -> TROUBLE.containsKey((char) c))) {
            return Check.attention(
                    ID, "the kernel is tainted by trouble: " + letters, details, List.of(look()));
        }
        return Check.note(ID, "the kernel is tainted: " + letters, details);
    }

    private static String explained(char letter) {
        var meaning = TROUBLE.getOrDefault(letter, NOTES.getOrDefault(letter, "unknown"));
        return letter + ": " + meaning;
    }

    private static Remedy look() {
        return new Remedy(
                "Find the lines in the kernel's log, then reboot the node when it can be drained.",
                List.of("journalctl -k -b --grep 'BUG|WARNING|Oops|Machine check|lockup'"),
                "A taint stays until the next boot, whatever was done about its cause.",
                "https://docs.kernel.org/admin-guide/tainted-kernels.html");
    }
}
