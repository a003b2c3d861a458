package dev.inquest.collectors.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries(5);

    @Test
    void withoutDeliveriesTheReadersPlaceCounts() {
        assertThat(deliveries.delivered()).isEqualTo(5);
        deliveries.reached(9);
        assertThat(deliveries.delivered()).isEqualTo(9);
    }

    @Test
    void theOldestDeliveryUnderWayHoldsThePlace() {
        var first = new CompletableFuture<Void>();
        var second = new CompletableFuture<Void>();
        deliveries.add(6, first);
        deliveries.add(8, second);
        deliveries.reached(20);

        second.complete(null);
        assertThat(deliveries.delivered()).isEqualTo(6);
        first.completeExceptionally(new IllegalStateException("given up"));
        assertThat(deliveries.delivered()).isEqualTo(20);
    }
}
