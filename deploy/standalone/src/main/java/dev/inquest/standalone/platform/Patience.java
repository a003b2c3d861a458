package dev.inquest.standalone.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for what nobody announces, by asking again and again.
public final class Patience {

    private Patience() {}

    /// Asks until the answer is yes, or until patience ends.
    ///
    /// @return the last answer
    public static boolean until(BooleanSupplier condition, Duration every, Duration atMost)
            throws InterruptedException {
        var never = new CountDownLatch(1);
        for (var left = atMost.dividedBy(every); left > 0; left--) {
            if (condition.getAsBoolean()) {
                return true;
            }
            var _ = never.await(every.toNanos(), TimeUnit.NANOSECONDS);
        }
        return condition.getAsBoolean();
    }
}
