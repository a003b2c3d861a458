package dev.inquest.console.live;

import dev.inquest.console.Census;
import dev.inquest.console.Console;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Streams changes to every open screen as server-sent events. A screen that reads slowly gets
/// several changes as one, and is told to begin anew when even those were too many.
@Controller("/console/api/live")
final class LiveController {

    static final int MOST = 200;

    private final Console console;
    private final Census census;
    private final AtomicInteger open = new AtomicInteger();
    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "live");

    LiveController(Console console, Census census) {
        this.console = console;
        this.census = census;
    }

    // A stream that nobody reads would never be closed, so there is no HEAD.
    @Get(headRoute = false)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<?> live() {
        var fleet = console.fleet();
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .contentType(MediaType.TEXT_PLAIN_TYPE)
                    .body("%d screens are open already\n".formatted(MOST));
        }
        Flux<Event<String>> events =
                Flux.generate(
                        () -> Watching.begin(fleet, census),
                        (watching, sink) -> {
                            watching.next().ifPresentOrElse(sink::next, sink::complete);
                            return watching;
                        },
                        Watching::close);
        var stream = events.subscribeOn(threads).doFinally(_ -> open.decrementAndGet());
        return HttpResponse.ok(stream)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header("X-Accel-Buffering", "no");
    }
}
