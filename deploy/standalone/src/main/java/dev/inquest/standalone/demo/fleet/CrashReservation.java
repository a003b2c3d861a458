package dev.inquest.standalone.demo.fleet;

import java.util.HashMap;
import java.util.Map;

/// How much memory a node keeps for its crash-dump kernel, in mebibytes; 0 where nobody asked for a
/// crash dump. 80 and 96 load and then fail: the capture kernel runs out of memory.
public record CrashReservation(int mebibytes) {

    /// Too little, in each part of the fleet: old node images.
    public static final CrashReservation TOO_SMALL = new CrashReservation(80);

    /// Too little as well.
    public static final CrashReservation STILL_TOO_SMALL = new CrashReservation(96);

    /// No crash dump at all.
    public static final CrashReservation NONE = new CrashReservation(0);

    /// What the distribution reserves by itself.
    public static final CrashReservation USUAL = new CrashReservation(192);

    /// What a node agent would report of it.
    public Map<String, String> facts() {
        var facts = new HashMap<String, String>();
        facts.put("crashkernel", mebibytes == 0 ? "" : mebibytes + "M");
        facts.put("kexec_crash_loaded", mebibytes == 0 ? "0" : "1");
        facts.put("kexec_crash_size", Long.toString((long) mebibytes << 20));
        facts.put("panic_timeout", "0");
        facts.put("panic_on_oops", "1");
        facts.put("crash_kexec_post_notifiers", "N");
        return facts;
    }
}
