package dev.inquest.standalone.demo.story;

/// The recordings of real crashes that the story plays on the consoles of its nodes.
public enum CrashConsole {
    /// An oops panics, the capture kernel starts with 80 MiB and dies of memory.
    OOPS_THEN_FAILED_DUMP("c2-ck-80M-2ndkernel-noearlycon"),
    /// A panic, the capture kernel starts with 80 MiB and dies of memory.
    FAILED_DUMP_80M("c2-ck-80M"),
    /// The same with 96 MiB.
    FAILED_DUMP_96M("c2-ck-96M"),
    /// An oops panics with no capture kernel loaded and `panic=0`: the machine stays so.
    OOPS_THEN_END("b1-oops-panic0");

    private final String recording;

    CrashConsole(String recording) {
        this.recording = recording;
    }

    /// Base name of the recording.
    String recording() {
        return recording;
    }
}
