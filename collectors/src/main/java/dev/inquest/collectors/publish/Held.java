package dev.inquest.collectors.publish;

import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.PodRestart;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/// Tells the reader of an event how long it waited here, because late evidence is history.
final class Held {

    private static final Duration WORTH_TELLING = Duration.ofMillis(500);

    private Held() {}

    /// The event with the time it waited added to the time it was held before.
    static SpecificRecord told(SpecificRecord event, Duration waited) {
        if (waited.compareTo(WORTH_TELLING) < 0) {
            return event;
        }
        return switch (event) {
            case KernelEvent kernel ->
                    KernelEvent.newBuilder(kernel)
                            .setHeldForMs(kernel.getHeldForMs() + waited.toMillis())
                            .build();
            case PodRestart pod ->
                    PodRestart.newBuilder(pod)
                            .setHeldForMs(pod.getHeldForMs() + waited.toMillis())
                            .build();
            default -> event;
        };
    }
}
