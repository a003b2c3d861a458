package dev.inquest.standalone.platform;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/// Finds out soon whether a Kafka answers at all, because its own clients try for a minute.
public final class Reachable {

    private Reachable() {}

    /// Whether it answers within this time.
    public static boolean within(Duration patience, Admin admin) throws InterruptedException {
        try {
            var options = new DescribeClusterOptions().timeoutMs((int) patience.toMillis());
            admin.describeCluster(options).clusterId().get();
            return true;
        } catch (ExecutionException _) {
            return false;
        }
    }
}
