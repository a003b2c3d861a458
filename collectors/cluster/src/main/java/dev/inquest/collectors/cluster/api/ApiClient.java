package dev.inquest.collectors.cluster.api;

import dev.inquest.collectors.observe.CollectorObserver;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Makes the one client that all watches share: bounded waits, retries that honour `Retry-After`,
/// and a word to the observer when the API throttles.
public final class ApiClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int RETRIES = 6;
    private static final long ONCE_PER = Duration.ofMinutes(1).toNanos();

    private ApiClient() {}

    /// A client for where a configuration leads.
    ///
    /// @param nanos a monotonic clock
    public static KubernetesClient of(
            Config config, LongSupplier nanos, CollectorObserver observer) {
        var bounded =
                new ConfigBuilder(config)
                        .withConnectionTimeout((int) CONNECT.toMillis())
                        .withRequestTimeout((int) ANSWER.toMillis())
                        .withRequestRetryBackoffLimit(RETRIES)
                        // Each watch on a connection of its own: one that is stuck stops no other.
                        .withHttp2Disable(true)
                        .withUserAgent("inquest-cluster-collector")
                        .build();
        return new KubernetesClientBuilder()
                .withConfig(bounded)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(builder ->
                        builder.addOrReplaceInterceptor(
                                "inquest-throttling", new Throttling(nanos, observer)))
                .build();
    }

    /// Says at most once a minute that the API throttles.
    private static final class Throttling implements Interceptor {

        private static final int TOO_MANY_REQUESTS = 429;

        private final LongSupplier nanos;
        private final CollectorObserver observer;
        private final AtomicLong told;

        Throttling(LongSupplier nanos, CollectorObserver observer) {
            this.nanos = nanos;
            this.observer = observer;
            this.told = new AtomicLong(nanos.getAsLong() - ONCE_PER);
        }

        @Override
        public void after(
                HttpRequest request,
                HttpResponse<?> response,
                AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            var now = nanos.getAsLong();
            var last = told.get();
            if (response.code() == TOO_MANY_REQUESTS
                    && now - last >= ONCE_PER
                    && told.compareAndSet(last, now)) {
                observer.limited(
                        "kubernetes api",
                        "it asks for fewer requests (429) at " + request.uri().getPath());
            }
        }
    }
}
