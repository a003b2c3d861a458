package dev.inquest.crash;

/// The families of kernel trouble, so that a reader can tell the deadly from the merely bad without
/// knowing every title.
public final class CrashType {

    private CrashType() {}

    /// The family of a title, such as `HANG`; empty when the title belongs to none.
    public static String ofTitle(String title) {
        return title.startsWith("INFO: ") ? "HANG" : "";
    }
}
