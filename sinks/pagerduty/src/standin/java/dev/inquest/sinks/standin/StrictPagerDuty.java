package dev.inquest.sinks.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// PagerDuty's events API as documented, strictly: whoever breaks a rule is refused and recorded.
/// It proves that events keep the documented rules, not that PagerDuty takes them.
public final class StrictPagerDuty implements AutoCloseable {

    private static final int LARGEST = 512 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RateWindow rate;
    private final RandomGenerator random = new Random(7);
    // Guards everything below: events of all connections come to one book.
    private final ReentrantLock lock = new ReentrantLock();
    private final AlertBook book = new AlertBook();
    private final List<JsonNode> taken = new ArrayList<>();
    private final List<JsonNode> changes = new ArrayList<>();
    private final Map<String, Long> lastRevision = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, Integer> answers = new HashMap<>();
    private Weather weather = Weather.FAIR;
    private String cursed = "";
    private String limited = "";

    private StrictPagerDuty(HttpServer server, int most, Duration window) {
        this.server = server;
        this.rate = new RateWindow(most, window.toNanos());
        server.createContext("/v2/enqueue", exchange -> answer(exchange, this::event));
        server.createContext("/v2/change/enqueue", exchange -> answer(exchange, this::change));
        server.setExecutor(threads);
        server.start();
    }

    /// Starts one on any free port of loopback.
    ///
    /// @param most events of one routing key within a window
    public static StrictPagerDuty start(int most, Duration window) {
        return startAt(InetAddress.getLoopbackAddress(), most, window);
    }

    /// Starts one on any free port of this address.
    public static StrictPagerDuty startAt(InetAddress address, int most, Duration window) {
        try {
            var any = new InetSocketAddress(address, 0);
            return new StrictPagerDuty(HttpServer.create(any, 200), most, window);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        var address = server.getAddress();
        return URI.create(
                "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    /// From now on it takes so many events within a window.
    public void most(int now) {
        locked(() -> rate.most(now));
    }

    public void weather(Weather now) {
        locked(() -> weather = now);
    }

    /// Refuses every event whose key has this in it, as PagerDuty may for reasons that nobody
    /// documented.
    public void curse(String part) {
        locked(() -> cursed = part);
    }

    /// From now on this routing key has no event left in its window.
    public void limit(String routingKey) {
        locked(() -> limited = routingKey);
    }

    /// What was taken, in the order of arrival.
    public List<JsonNode> events() {
        return lockedCopy(taken);
    }

    /// Change events that were taken.
    public List<JsonNode> changes() {
        return lockedCopy(changes);
    }

    /// What must never happen: an older revision after a newer one of the same key.
    public List<String> faults() {
        return lockedCopy(faults);
    }

    /// The alerts by their key.
    public Map<String, AlertBook.Alert> alerts() {
        lock.lock();
        try {
            return book.copy();
        } finally {
            lock.unlock();
        }
    }

    /// How often each status was answered.
    public Map<Integer, Integer> answers() {
        lock.lock();
        try {
            return Map.copyOf(answers);
        } finally {
            lock.unlock();
        }
    }

    private <T> List<T> lockedCopy(List<T> list) {
        lock.lock();
        try {
            return List.copyOf(list);
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private record Response(int status, JsonNode body) {}

    private interface Handler {
        Response handle(byte[] body);
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
            Weather.Event happens;
            Response response;
            lock.lock();
            try {
                happens = weather.next(random);
                response =
                        switch (happens) {
                            case FAIL -> invalid(random.nextBoolean() ? 500 : 503, List.of());
                            case DROP -> new Response(0, JsonNodeFactory.instance.nullNode());
                            case FINE, FORGET, DAWDLE -> handler.handle(body);
                        };
                answers.merge(response.status(), 1, Integer::sum);
            } finally {
                lock.unlock();
            }
            if (happens == Weather.Event.DROP || happens == Weather.Event.FORGET) {
                return;
            }
            if (happens == Weather.Event.DAWDLE) {
                dawdle();
            }
            send(exchange, response);
        }
    }

    private static void dawdle() {
        try {
            var _ = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        var bytes = response.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Response event(byte[] body) {
        if (body.length > LARGEST) {
            return invalid(413, List.of("Event is larger than 512 KB"));
        }
        JsonNode event;
        try {
            event = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return invalid(400, List.of("no JSON"));
        }
        var errors = EventRules.check(event);
        if (!errors.isEmpty()) {
            return invalid(400, errors);
        }
        if (!cursed.isEmpty() && event.path("dedup_key").asText("").contains(cursed)) {
            return invalid(400, List.of("this key is cursed"));
        }
        var key = event.get("routing_key").asText();
        if (key.equals(limited) || !rate.takes(key, System.nanoTime())) {
            return invalid(429, List.of("Requests for this service are arriving too quickly"));
        }
        take(event);
        return success(event.path("dedup_key").asText(""));
    }

    private void take(JsonNode event) {
        taken.add(event);
        var key = event.path("dedup_key").asText("");
        var revision = event.path("payload").path("custom_details").path("revision").asLong(-1);
        if (revision >= 0) {
            var before = lastRevision.put(key, revision);
            if (before != null && before > revision) {
                faults.add("%s: revision %d after %d".formatted(key, revision, before));
            }
        }
        switch (event.get("event_action").asText()) {
            case "trigger" -> book.trigger(key, event.path("payload").path("severity").asText());
            case "resolve" -> book.resolve(key);
            default -> book.acknowledge(key);
        }
    }

    private Response change(byte[] body) {
        try {
            var event = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            var summary = event.path("payload").path("summary").asText("");
            if (event.path("routing_key").asText("").length() != 32
                    || summary.isBlank()
                    || summary.codePointCount(0, summary.length()) > 1_024) {
                return invalid(400, List.of("change event is invalid"));
            }
            changes.add(event);
            return success("");
        } catch (JsonProcessingException e) {
            return invalid(400, List.of("no JSON"));
        }
    }

    private static Response success(String key) {
        return new Response(
                202,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "success")
                        .put("message", "Event processed")
                        .put("dedup_key", key));
    }

    private static Response invalid(int status, List<String> errors) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "invalid event")
                        .put("message", "Event object is invalid");
        var list = body.putArray("errors");
        errors.forEach(list::add);
        return new Response(status, body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
