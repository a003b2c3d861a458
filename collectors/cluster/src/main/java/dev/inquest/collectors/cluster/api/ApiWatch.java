package dev.inquest.collectors.cluster.api;

import dev.inquest.collectors.observe.CollectorObserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Watches one kind of object for as long as it is open, whatever the API does: lists it page by
/// page, watches, lists again when the API has forgotten where the watch stood, tries again with
/// growing pauses when it refuses or is away, and says so once.
///
/// @param <T> the kind of object
public final class ApiWatch<T extends HasMetadata> implements AutoCloseable {

    private static final long INTERRUPTED = Duration.ofSeconds(10).toNanos();

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int MAX_REASON = 200;

    private final String source;
    private final Supplier<? extends Informable<T>> api;
    private final Stubs<T> known;
    private final Sight<T> sight;
    private final LongSupplier nanos;
    private final CollectorObserver observer;
    // Guards the four below: the API's threads report failures, ours looks.
    private final Object lock = new Object();
    private long watchingAt;
    private Optional<String> blind = Optional.empty();
    private Optional<SharedIndexInformer<T>> informer = Optional.empty();
    private long watch;
    private volatile boolean catchingUp = true;
    private volatile boolean listed;

    /// @param source how the observer is told of it, such as "cluster nodes"
    /// @param api where its objects are, with its page size
    /// @param empty makes an object without anything in it
    /// @param nanos a monotonic clock
    public ApiWatch(
            String source,
            Supplier<? extends Informable<T>> api,
            Supplier<T> empty,
            Sight<T> sight,
            LongSupplier nanos,
            CollectorObserver observer) {
        this.source = source;
        this.api = api;
        this.known = new Stubs<>(empty);
        this.sight = sight;
        this.nanos = nanos;
        this.observer = observer;
        this.watchingAt = nanos.getAsLong();
    }

    /// Begins, in the background.
    public void start() {
        var number = next();
        var fresh =
                api.get()
                        .runnableInformer(0)
                        .removeNamespaceIndex()
                        .itemStore(known)
                        .exceptionHandler((started, failure) -> failed(number, failure))
                        .addEventHandler(new Handler(number));
        synchronized (lock) { // guards informer
            informer = Optional.of(fresh);
        }
        var _ = fresh.start();
    }

    /// Whether an earlier watch sees counts no more; what it still delivers does, because the store
    /// they share knows it from then on.
    private long next() {
        synchronized (lock) { // guards watch
            return ++watch;
        }
    }

    private boolean isCurrent(long number) {
        synchronized (lock) { // guards watch
            return number == watch;
        }
    }

    /// Begins anew with a list, because what the watch says is not what the API says. What is known
    /// stays known, so that what went meanwhile is noticed.
    public void restart(String why) {
        wentBlind(why);
        catchingUp = true;
        var _ = stop();
        start();
    }

    /// How it is called.
    public String source() {
        return source;
    }

    /// Whether it has seen a whole list at least once.
    public boolean hasListed() {
        return listed;
    }

    /// Whether it sees now. To be asked regularly: a watch that is only reconnecting says so here
    /// alone, and the observer is told when that takes longer than the API's usual change of guard.
    public boolean sees() {
        synchronized (lock) { // guards blind, informer and watchingAt
            var sees = !catchingUp && informer.map(SharedIndexInformer::isWatching).orElse(false);
            var now = nanos.getAsLong();
            if (sees) {
                watchingAt = now;
                seesAgain();
            } else if (now - watchingAt > INTERRUPTED) {
                wentBlind("nothing is heard of the API");
            }
            return sees;
        }
    }

    /// Whether it has not seen for so long.
    public boolean isBlindFor(Duration time) {
        synchronized (lock) { // guards watchingAt
            return nanos.getAsLong() - watchingAt > time.toNanos();
        }
    }

    private boolean failed(long number, Throwable failure) {
        if (!isCurrent(number)) {
            return false;
        }
        catchingUp = true;
        var reason = reason(failure);
        wentBlind(reason.substring(0, Math.min(reason.length(), MAX_REASON)));
        return true;
    }

    /// One line: what the API said, and what the reader can do about it.
    private static String reason(Throwable failure) {
        var cause = failure.getCause();
        if (failure instanceof KubernetesClientException api) {
            return switch (api.getCode()) {
                case 401 -> "the API does not accept these credentials (401)";
                case 403 -> "the API does not permit it (403): see the ClusterRole";
                case 429 -> "the API asks for fewer requests (429)";
                case 0 ->
                        "the API does not answer: "
                                + (cause == null ? api.getMessage() : cause.getMessage());
                default -> "the API says " + api.getCode() + ": " + api.getMessage();
            };
        }
        return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
    }

    private void wentBlind(String why) {
        synchronized (lock) { // guards blind
            if (blind.isEmpty()) {
                blind = Optional.of(why);
                observer.blind(source, why);
            }
        }
    }

    private void seesAgain() {
        if (blind.isPresent()) {
            blind = Optional.empty();
            observer.seeing(source);
        }
    }

    /// Closes the informer apart: where the network swallows everything, its farewell takes long.
    private Thread stop() {
        Optional<SharedIndexInformer<T>> old;
        synchronized (lock) { // guards informer and watch
            old = informer;
            informer = Optional.empty();
            watch++;
        }
        return Thread.ofVirtual()
                .name("close-" + source)
                .start(() -> old.ifPresent(SharedIndexInformer::close));
    }

    @Override
    public void close() {
        try {
            stop().join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Handler implements ResourceEventHandler<T> {

        private final long number;

        Handler(long number) {
            this.number = number;
        }

        @Override
        public void onBeforeList(String resourceVersion) {
            if (isCurrent(number)) {
                catchingUp = true;
            }
        }

        @Override
        public void onList(String resourceVersion, boolean remainedEmpty) {
            if (isCurrent(number)) {
                guarded(sight::listed);
                listed = true;
                catchingUp = false;
            }
        }

        /// A watch that begins anew is first told what the store knows, which are no objects.
        @Override
        public void onAdd(T object) {
            if (!Stubs.isStub(object)) {
                guarded(() -> sight.present(object, catchingUp));
            }
        }

        @Override
        public void onUpdate(T before, T object) {
            guarded(() -> sight.present(object, catchingUp));
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            guarded(() -> sight.gone(object));
        }

        /// One object that is not what it should be stops nobody.
        private void guarded(Runnable seen) {
            try {
                seen.run();
            } catch (RuntimeException e) {
                observer.roundFailed(source, e);
            }
        }
    }
}
