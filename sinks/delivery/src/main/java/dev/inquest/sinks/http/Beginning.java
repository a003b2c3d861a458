package dev.inquest.sinks.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Keeps the beginning of a body, however long it is, as one line of text.
final class Beginning implements BodySubscriber<String> {

    private static final int KEPT = 1_000;

    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final ByteBuffer kept = ByteBuffer.allocate(KEPT);
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (var part : parts) {
            var length = Math.min(part.remaining(), kept.remaining());
            kept.put(part.slice(part.position(), length));
        }
        if (!kept.hasRemaining() && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        onComplete();
    }

    @Override
    public void onComplete() {
        var text = new String(kept.array(), 0, kept.position(), StandardCharsets.UTF_8);
        body.complete(String.join(" ", text.lines().map(String::strip).toList()));
    }
}
