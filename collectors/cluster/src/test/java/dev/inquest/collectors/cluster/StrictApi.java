package dev.inquest.collectors.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// An API server that is as strict as the real one where the mock is not: it reads only, wants
/// pages and versions, forgets old versions, refuses, throttles and cuts. It speaks no WebSocket,
/// so that watches are chunked streams of lines.
final class StrictApi implements AutoCloseable {

    /// One kind of object, where it lives and what is wrong with it.
    static final class Kind {

        private final String path;
        private final String type;
        private final Map<String, String> objects = new ConcurrentSkipListMap<>();
        private final List<BlockingQueue<String>> watches = new CopyOnWriteArrayList<>();
        private final AtomicInteger throttle = new AtomicInteger();
        private final AtomicInteger lists = new AtomicInteger();
        private volatile boolean forbidden;
        private volatile long oldest;

        Kind(String path, String type) {
            this.path = path;
            this.type = type;
        }

        /// The API does not permit it, or does.
        void forbid(boolean now) {
            forbidden = now;
        }

        /// The next requests are too many.
        void throttle(int requests) {
            throttle.set(requests);
        }

        /// Its watches stay open and hear nothing any more.
        void deafen() {
            watches.clear();
        }

        /// How often a list was begun or gone on with.
        int lists() {
            return lists.get();
        }
    }

    private static final String CUT = "cut";
    private static final String END = "end";

    final Kind nodes = new Kind("/api/v1/nodes", "Node");
    final Kind pods = new Kind("/api/v1/pods", "Pod");
    final Kind leases =
            new Kind("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases", "Lease");

    private final HttpServer server;
    private final AtomicLong version = new AtomicLong(100);

    StrictApi() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        for (var kind : List.of(nodes, pods, leases)) {
            server.createContext(kind.path, exchange -> answer(kind, exchange));
        }
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// An object is there, new or changed.
    void put(Kind kind, HasMetadata object) {
        var name = object.getMetadata().getName();
        var known = kind.objects.containsKey(name);
        object.getMetadata().setResourceVersion(Long.toString(version.incrementAndGet()));
        var json = Serialization.asJson(object);
        kind.objects.put(name, json);
        tell(kind, event(known ? "MODIFIED" : "ADDED", json));
    }

    /// An object is gone, and every watch is told unless it is cut off.
    void remove(Kind kind, String name) {
        version.incrementAndGet();
        var json = kind.objects.remove(name);
        tell(kind, event("DELETED", String.valueOf(json)));
    }

    /// What watches get now and then so that they need not list again.
    void bookmark(Kind kind) {
        tell(
                kind,
                event(
                        "BOOKMARK",
                        "{\"kind\":\"%s\",\"metadata\":{\"resourceVersion\":\"%d\"}}"
                                .formatted(kind.type, version.get())));
    }

    /// Every watch of this kind ends in the middle of a line.
    void cut(Kind kind) {
        tell(kind, CUT);
        kind.watches.clear();
    }

    /// All versions up to now are forgotten: watches get an ERROR event, as do new ones from there.
    void forget(Kind kind) {
        kind.oldest = version.incrementAndGet();
        tell(kind, gone());
        tell(kind, END);
        kind.watches.clear();
    }

    private static void tell(Kind kind, String what) {
        kind.watches.forEach(watch -> watch.add(what));
    }

    private static String event(String type, String json) {
        return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, json);
    }

    private static String gone() {
        return event("ERROR", status(410, "Expired", "too old resource version"));
    }

    private static String status(int code, String reason, String message) {
        return ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,"
                        + "\"reason\":\"%s\",\"message\":\"%s\"}")
                .formatted(code, reason, message);
    }

    private void answer(Kind kind, HttpExchange exchange) throws IOException {
        var query = query(exchange);
        if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, 405, status(405, "MethodNotAllowed", "read only"));
        } else if (kind.forbidden) {
            send(exchange, 403, status(403, "Forbidden", kind.type + " is forbidden"));
        } else if (kind.throttle.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 429, status(429, "TooManyRequests", "slow down"));
        } else if ("true".equals(query.get("watch"))) {
            watch(kind, query, exchange);
        } else if (query.containsKey("limit")) {
            list(kind, query, exchange);
        } else {
            send(exchange, 400, status(400, "BadRequest", "this list is too long for one page"));
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : List.of(query.split("&")).stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private void list(Kind kind, Map<String, String> query, HttpExchange exchange)
            throws IOException {
        kind.lists.incrementAndGet();
        var limit = Integer.parseInt(query.get("limit"));
        var after = query.getOrDefault("continue", "");
        var page =
                kind.objects.entrySet().stream()
                        .filter(entry -> entry.getKey().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        var more = page.size() > limit;
        var shown = more ? page.subList(0, limit) : page;
        var next = more ? shown.getLast().getKey() : "";
        var items = shown.stream().map(Map.Entry::getValue).collect(Collectors.joining(","));
        send(
                exchange,
                200,
                ("{\"kind\":\"%sList\",\"metadata\":{\"resourceVersion\":\"%d\","
                                + "\"continue\":\"%s\"},\"items\":[%s]}")
                        .formatted(kind.type, version.get(), next, items));
    }

    private void watch(Kind kind, Map<String, String> query, HttpExchange exchange)
            throws IOException {
        if (!query.containsKey("resourceVersion")) {
            send(exchange, 400, status(400, "BadRequest", "from which version?"));
            return;
        }
        var from = Long.parseLong(query.get("resourceVersion"));
        var queue = new LinkedBlockingQueue<String>();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        if (from < kind.oldest) {
            queue.add(gone());
            queue.add(END);
        } else {
            missed(kind, from, queue);
            kind.watches.add(queue);
        }
        stream(queue, exchange);
    }

    private static void missed(Kind kind, long from, BlockingQueue<String> queue) {
        kind.objects.values().stream()
                .filter(json -> versionOf(json) > from)
                .forEach(json -> queue.add(event("MODIFIED", json)));
    }

    private static long versionOf(String json) {
        var object = Serialization.unmarshal(json, HasMetadata.class);
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    private static void stream(BlockingQueue<String> queue, HttpExchange exchange) {
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.flush();
            var line = queue.take();
            while (!line.equals(END)) {
                if (line.equals(CUT)) {
                    out.write("{\"type\":\"MODIFIED\",\"obj".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    return;
                }
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
                line = queue.take();
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
