package dev.inquest.standalone.platform;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/// Finds out soon whether a Kafka answers at all, because its own clients try for a minute.
public final class Reachable {

    private Reachable() {}

    /// Whether it answers within this time.
    public static boolean within(Duration patience, Admin admin) throws InterruptedException {
        try {
            admin.describeCluster().clusterId().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
