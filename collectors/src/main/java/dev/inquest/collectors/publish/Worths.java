package dev.inquest.collectors.publish;

import dev.inquest.collectors.spool.Worth;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import org.apache.avro.specific.SpecificRecord;

/// Says what an event is worth when there is no room for all.
final class Worths {

    private Worths() {}

    static Worth of(SpecificRecord event) {
        return switch (event) {
            case KernelEvent kernel ->
                    kernel.getPanicked() || kernel.getCapture() || isPanic(kernel.getKind())
                            ? Worth.PANIC
                            : Worth.KERNEL;
            default -> Worth.OTHER;
        };
    }

    private static boolean isPanic(KernelKind kind) {
        return switch (kind) {
            case PANICKED,
                    PANIC_ENDED,
                    REBOOT_ANNOUNCED,
                    CAPTURE_BOOTED,
                    CAPTURE_FAILING,
                    CAPTURE_PROGRESS,
                    DUMP_SAVED ->
                    true;
            case UNKNOWN, BOOTED, CRASHED, RESTARTING, POWERED_DOWN, ORDINARY, TROUBLE -> false;
        };
    }
}
