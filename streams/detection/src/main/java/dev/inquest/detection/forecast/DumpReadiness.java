package dev.inquest.detection.forecast;

/// How far crash dumps are set up on a node.
enum DumpReadiness {
    LOADED("a capture kernel is loaded"),
    UNSUPPORTED("the kernel cannot load a capture kernel"),
    NOT_SET_UP("no crash dump is set up"),
    NOT_RESERVED("the crash-dump reservation failed"),
    NOT_LOADED("no capture kernel is loaded"),
    UNTOLD("whether a capture kernel is loaded is not known");

    private final String words;

    DumpReadiness(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// Whether somebody asked for crash dumps and gets none.
    boolean isBroken() {
        return this == NOT_RESERVED || this == NOT_LOADED;
    }

    /// With this node's numbers.
    String reason(CrashFacts node) {
        return switch (this) {
            case LOADED -> loaded(node);
            case UNSUPPORTED -> "this kernel was built without crash dumps";
            case NOT_SET_UP -> "no memory is reserved for a capture kernel (no crashkernel=)";
            case NOT_RESERVED ->
                    "crashkernel=%s was asked for, but nothing is reserved"
                            .formatted(node.get("crashkernel"));
            case NOT_LOADED ->
                    "%s is reserved, but no capture kernel is loaded into it"
                            .formatted(Bytes.say(node.reserved().orElse(0)));
            case UNTOLD -> "the facts do not say whether a capture kernel is loaded";
        };
    }

    private static String loaded(CrashFacts node) {
        var reserved = node.reserved();
        return reserved.isEmpty() || reserved.getAsLong() == 0
                ? "a capture kernel is loaded"
                : "a capture kernel is loaded into %s".formatted(Bytes.say(reserved.getAsLong()));
    }

    static DumpReadiness of(CrashFacts node) {
        if (node.get("kexec_crash_loaded").equals("1")
                || node.get("fadump_registered").equals("1")) {
            return LOADED;
        }
        if (node.get("crash_dump_supported").equals("false")) {
            return UNSUPPORTED;
        }
        var reserved = node.reserved();
        if (reserved.isPresent() && reserved.getAsLong() == 0) {
            return node.get("crashkernel").isEmpty() ? NOT_SET_UP : NOT_RESERVED;
        }
        return node.get("kexec_crash_loaded").equals("0") && reserved.isPresent()
                ? NOT_LOADED
                : partlyTold(node);
    }

    /// Without the size: the command line alone tells what was asked for.
    private static DumpReadiness partlyTold(CrashFacts node) {
        if (!node.get("kexec_crash_loaded").equals("0")) {
            return UNTOLD;
        }
        return node.get("crashkernel").isEmpty() ? NOT_SET_UP : NOT_LOADED;
    }
}
