package dev.inquest.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One function of a call trace. Names are kept as printed; [SymbolName] makes them comparable.
///
/// @param sure false for `? name`: an address found on the stack that may be a leftover
record Frame(String name, boolean sure) {
    private static final String NAME = "([A-Za-z_.$<][^\\s+()]{0,255})";
    private static final String OFFSET = "\\+0x[0-9a-f]+/0x[0-9a-f]+";
    private static final String ADDRESS =
            "(?:\\(?\\[<[^>]{0,18}>\\]|\\[[0-9a-f]{16}\\]|\\(ptrval\\):?)";

    private static final Pattern CALL =
            Pattern.compile(
                    "^ *(?:</?[A-Z#]{2,6}> +)?(?:" + ADDRESS + " +){0,2}(\\? +)?" + NAME + OFFSET);
    private static final Pattern INLINE = Pattern.compile("^ *" + NAME + " \\S+:\\d+ \\[inline\\]");

    /// 32-bit ARM names callee and caller; only the caller's offset says where it was.
    private static final Pattern ARM_CALL =
            Pattern.compile("\\) from (?:" + ADDRESS + " )?\\(" + NAME + OFFSET);

    private static final Pattern ARM_FROM = Pattern.compile("^ *[^\\s+()]+ from " + NAME + OFFSET);
    private static final Pattern POINTER =
            Pattern.compile(
                    "^ *(?:R?IP|EIP|RIP|pc|epc|PC|NIP|Krnl PSW)(?: is at| :|:)? +"
                            + "(?:(?:0010|0060|e030|e019)?:?)(?:"
                            + ADDRESS
                            + " *){0,2}"
                            + NAME
                            + OFFSET);
    private static final Pattern NULL_POINTER = Pattern.compile("^ *(?:PC is at|pc :) 0x0$");
    private static final Pattern RETURN_ADDRESS =
            Pattern.compile("^ *(?:LR is at|lr :) " + NAME + OFFSET);
    private static final Pattern USER_POINTER = Pattern.compile("^ *[RE]IP: 00(?:33|23|73|2b):");

    /// A function of a call trace.
    static Optional<Frame> call(String text) {
        boolean offset = text.contains("+0x");
        if (offset) {
            Matcher call = CALL.matcher(text);
            if (call.find()) {
                boolean sure = call.group(1) == null && !text.endsWith("(unreliable)");
                return Optional.of(new Frame(call.group(2), sure));
            }
        }
        if (text.endsWith("[inline]")) {
            return first(INLINE, text);
        }
        if (text.contains(" from ")) {
            return first(ARM_CALL, text).or(() -> first(ARM_FROM, text));
        }
        return Optional.empty();
    }

    /// The function that was running: the instruction pointer of a register dump.
    static Optional<Frame> pointer(String text) {
        return text.contains("+0x") && mayBePointer(text) ? first(POINTER, text) : Optional.empty();
    }

    /// The names of the register hold no other letters, and stand first.
    private static boolean mayBePointer(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() && "RIEPNKpe".indexOf(text.charAt(at)) >= 0;
    }

    /// Whether a register dump says that the kernel ran at address 0.
    static boolean isNullPointer(String text) {
        return text.endsWith(" 0x0") && NULL_POINTER.matcher(text).find();
    }

    /// The function that control would have returned to.
    static Optional<Frame> returnAddress(String text) {
        return text.contains("+0x") ? first(RETURN_ADDRESS, text) : Optional.empty();
    }

    static boolean isUserPointer(String text) {
        return text.contains("IP: 00") && USER_POINTER.matcher(text).find();
    }

    private static Optional<Frame> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(new Frame(matcher.group(1), true)) : Optional.empty();
    }
}
