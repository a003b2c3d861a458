package dev.inquest.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.query.LiveTables;
import dev.inquest.query.QueryServer;
import dev.inquest.query.answer.QuerySettings;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.NodeStateName;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DELIMITED = "application/vnd.ksqlapi.delimited.v1";
    private static final String V1 = "application/vnd.ksql.v1+json";

    private final LiveTables live = new LiveTables();
    private final QueryDoor door = new QueryDoor();
    private final ApplicationContext context =
            ApplicationContext.builder()
                    .banner(false)
                    .properties(
                            Map.of(
                                    "micronaut.server.port",
                                    -1,
                                    "micronaut.server.http-version",
                                    "2.0"))
                    .singletons(door)
                    .build();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<QueryServer> servers = new ArrayList<>();
    private URI uri = URI.create("");

    @BeforeAll
    void start() throws Exception {
        context.start();
        uri = context.getBean(EmbeddedServer.class).start().getURI();
        assertThat(post("/ksql", "{\"ksql\":\"SHOW TABLES;\"}").statusCode()).isEqualTo(503);
        live.burst(
                live.topics().status(),
                () -> {
                    for (var i = 0; i < 2_000; i++) {
                        var state = i % 100 == 0 ? NodeStateName.HUNG : NodeStateName.LIVE;
                        live.node("n" + i, state, "5.15." + i % 4);
                    }
                });
        var settings =
                QuerySettings.standard()
                        .withDeadline(Duration.ofSeconds(45))
                        .withRows(1_500)
                        .withPushQueries(120);
        open(settings);
        await().atMost(PATIENCE).until(() -> live.tables().nodes().snapshot().size() == 2_000);
    }

    private QueryServer open(QuerySettings settings) {
        var server =
                QueryServer.open(live.tables(), live.topics(), settings, InstantSource.system());
        servers.add(server);
        door.open(server, "a-cluster");
        await().atMost(PATIENCE).until(server::isReady);
        return server;
    }

    @AfterAll
    void stop() {
        servers.forEach(QueryServer::close);
        context.close();
        live.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(path, body, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(uri.resolve(path))
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static String sql(String sql) {
        return "{\"sql\":\"%s\",\"ksql\":\"%s\"}".formatted(sql, sql);
    }

    private HttpResponse<InputStream> stream(String sql) throws IOException, InterruptedException {
        return http.send(request("/query-stream", sql(sql)), BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void theQuestionOfTheIncidentInEveryShape() throws Exception {
        var question =
                sql(
                        "SELECT kernel_release, COUNT(*) AS hung FROM nodes WHERE state = 'HUNG' GROUP"
                                + " BY kernel_release ORDER BY hung DESC;");

        var delimited = post("/query-stream", question);
        assertThat(delimited.headers().firstValue("Content-Type")).contains(DELIMITED);
        assertThat(delimited.body().lines()).hasSize(2).last().isEqualTo("[\"5.15.0\",20]");
        assertThat(delimited.body()).contains("\"columnTypes\":[\"STRING\",\"BIGINT\"]");

        var array = post("/query-stream", question, "Accept", "application/json, text/plain, */*");
        assertThat(array.body()).startsWith("[{\"queryId\"").endsWith(",\n[\"5.15.0\",20]]\n");

        var old = post("/query", question);
        assertThat(old.headers().firstValue("Content-Type")).contains(V1);
        assertThat(old.body())
                .startsWith("[{\"header\":{\"queryId\"")
                .contains("\"schema\":\"`KERNEL_RELEASE` STRING, `HUNG` BIGINT\"}},\n")
                .contains("{\"row\":{\"columns\":[\"5.15.0\",20]}},\n")
                .endsWith("{\"finalMessage\":\"Query Completed\"}]\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELEC 1 | 400 | 40001 | line 1:1: Syntax error
                    SELECT nod FROM nodes; | 400 | 40001 | line 1:8: Column 'NOD' not found
                    SELECT node FROM nowhere; | 400 | 40001 | line 1:18: Object 'NOWHERE' not found
                    SELECT node + 1 FROM nodes; | 400 | 40001 | line 1:8: Cannot apply '+'
                    SELECT vitals->nope FROM nodes; | 400 | 40001 | STRUCT has no field 'nope'
                    SELECT CAST(node AS INTEGER) FROM nodes; | 400 | 40001 | a value cannot be computed
                    SELECT node FROM nodes; | 400 | 40001 | more than 1500 rows
                    SELECT n.node FROM nodes n, nodes m; | 400 | 40001 | more than 1500 rows
                    CREATE STREAM x AS SELECT 1; | 400 | 40001 | CREATE STREAM is refused
                    SHOW TABLES; | 400 | 40001 | send this to /ksql
                    SELECT COUNT(*) FROM nodes WINDOW TUMBLING (SIZE 1 MINUTE) GROUP BY state EMIT CHANGES; | 400 | 40001 | WINDOW needs a stream
                    SELECT node FROM kernel ORDER BY node EMIT CHANGES; | 400 | 40001 | need a pull query
                    SELECT node, ROW_NUMBER() OVER (ORDER BY rowtime) FROM kernel EMIT CHANGES; | 400 | 40001 | line 1:27: OVER
                    SELECT n.node FROM nodes n LEFT JOIN kernel k ON n.rowkey = k.rowkey EMIT CHANGES; | 400 | 40001 | line 1:28: a stream cannot be the optional side
                    SELECT n.node FROM kernel k FULL JOIN nodes n ON n.rowkey = k.rowkey EMIT CHANGES; | 400 | 40001 | line 1:29: a stream cannot be the optional side
                    SELECT node FROM nodes WHERE rowkey NOT IN (SELECT rowkey FROM kernel) EMIT CHANGES; | 400 | 40001 | line 1:13: a push query reads one stream
                    SELECT node, node FROM nodes; | 400 | 40001 | line 1:14: duplicate column name NODE
                    SELECT 1/0 FROM nodes; | 400 | 40001 | a value cannot be computed: / by zero
                    SELECT change_number / (change_number - change_number) FROM nodes; | 400 | 40001 | a value cannot be computed: / by zero
                    SELECT 1; SELECT 2; | 400 | 40001 | exactly one statement
                    """)
    void whatCannotBeAnsweredIsSaid(String sql, int status, int code, String message)
            throws Exception {
        var response = post("/query-stream", sql(sql));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .contains("\"@type\":\"statement_error\"", "\"error_code\":" + code, message);
        assertThat(servers.getFirst().load().pullQueries()).isZero();
        assertThat(servers.getFirst().load().answersBytes()).isZero();
    }

    @Test
    void functionsThatAreListedExist() throws Exception {
        var listed = post("/ksql", "{\"ksql\":\"SHOW FUNCTIONS;\"}").body();
        for (var call :
                List.of(
                        "ABS(-1)",
                        "ARRAY_CONTAINS(causes, 'a')",
                        "ARRAY_JOIN(causes, ',')",
                        "ARRAY_LENGTH(causes)",
                        "AVG(change_number)",
                        "CEIL(1.5)",
                        "COALESCE(zone, 'a')",
                        "COLLECT_LIST(zone)",
                        "CONCAT(node, zone)",
                        "COUNT(zone)",
                        "EXTRACT(YEAR FROM since)",
                        "FLOOR(1.5)",
                        "IFNULL(zone, 'a')",
                        "INITCAP(zone)",
                        "INSTR(node, 'n')",
                        "LCASE(node)",
                        "LEN(node)",
                        "LOWER(node)",
                        "MAP_KEYS(attributes)",
                        "MAP_VALUES(attributes)",
                        "MAX(zone)",
                        "MIN(zone)",
                        "REPLACE(node, 'n', 'm')",
                        "ROUND(1.5)",
                        "SPLIT(node, '1')",
                        "SUBSTRING(node, 2)",
                        "SUM(change_number)",
                        "TIMESTAMPDIFF(SECOND, since, since)",
                        "TRIM(node)",
                        "UCASE(node)",
                        "UPPER(node)")) {
            var name = call.substring(0, call.indexOf('('));
            assertThat(listed).contains("\"" + name + "\"");
            listed = listed.replace("\"name\":\"" + name + "\"", "");
            var answer =
                    post("/query-stream", sql("SELECT " + call + " FROM nodes WHERE node = 'n1';"));
            assertThat(answer.body()).as(call).contains("KSQL_COL_0").hasLineCount(2);
        }
        assertThat(listed).doesNotContain("\"name\":\"");
    }

    @Test
    void propertiesAreListed() throws Exception {
        assertThat(
                        post(
                                        "/ksql",
                                        "{\"ksql\":\"SHOW PROPERTIES;\",\"streamsProperties\":{\"auto.offset.reset\":\"earliest\"}}")
                                .body())
                .contains(
                        "\"name\":\"ksql.streams.auto.offset.reset\"",
                        "\"value\":\"earliest\"",
                        "\"overwrittenProperties\":[\"ksql.streams.auto.offset.reset\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /query-stream | not json | 400 | 40000
                    /query-stream | {} | 400 | 40000
                    /close-query | {"queryId":"nobody"} | 400 | 40000
                    /ksql | {"ksql":"SELECT 1;"} | 400 | 40002
                    /ksql | {"ksql":"TERMINATE nobody;"} | 400 | 40001
                    /ksql/terminate | {} | 400 | 40000
                    /inserts-stream | {"target":"S"} | 400 | 40004
                    """)
    void bodiesThatAreWrong(String path, String body, int status, int code) throws Exception {
        var response = post(path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"error_code\":" + code);
    }

    @Test
    void whatIsNotAcceptableIsSaid() throws Exception {
        assertThat(post("/query-stream", sql("SELECT 1;"), "Accept", "image/png").statusCode())
                .isEqualTo(406);
        assertThat(
                        post(
                                        "/query-stream",
                                        sql("PRINT 'inquest.kernel';"),
                                        "Accept",
                                        "application/json")
                                .statusCode())
                .isEqualTo(406);
    }

    @Test
    void aQueryPastItsDeadlineIsStopped() throws Exception {
        var normal = servers.getFirst();
        open(QuerySettings.standard().withDeadline(Duration.ofMillis(200)));
        try {
            var response =
                    post("/query-stream", sql("SELECT COUNT(*) FROM nodes a, nodes b, nodes c;"));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("stopped after 200 ms");
        } finally {
            door.open(normal, "a-cluster");
        }
    }

    @Test
    void aQuestionAboutAStreamThatKafkaDoesNotGiveIsStopped() throws Exception {
        var normal = servers.getFirst();
        open(QuerySettings.standard().withDeadline(Duration.ofMillis(200)));
        live.withhold(live.topics().operators());
        try {
            var response = post("/query-stream", sql("SELECT COUNT(*) FROM operators;"));

            assertThat(response.body()).contains("stopped after 200 ms");
        } finally {
            door.open(normal, "a-cluster");
        }
    }

    @Test
    void joinsThatGiveTooMuchAreStopped() throws Exception {
        var normal = servers.getFirst();
        open(QuerySettings.standard().withJoinedRows(10_000));
        try {
            var response =
                    post(
                            "/query-stream",
                            sql("SELECT a.node FROM nodes a, nodes b ORDER BY a.node LIMIT 1;"));

            assertThat(response.body()).contains("joins give more than 10000 rows");
        } finally {
            door.open(normal, "a-cluster");
        }
    }

    @Test
    void aPushQueryThatCannotComputeAValueEnds() throws Exception {
        var before = servers.getFirst().load().pushQueries();
        try (var lines = lines(stream("SELECT 1/0 FROM kernel EMIT CHANGES;"))) {
            assertThat(lines.readLine()).contains("queryId");
            live.kernel("n1", KernelKind.PANICKED, 1_000);

            assertThat(lines.readLine()).contains("a value cannot be computed: / by zero");
            assertThat(lines.readLine()).isNull();
        }
        await().atMost(PATIENCE).until(() -> servers.getFirst().load().pushQueries() <= before);
    }

    @Test
    void recordsThatComeTooLateAreCounted() throws Exception {
        var before = servers.getFirst().load().lateRecords();
        var sql =
                "SELECT kind, COUNT(*) FROM kernel WINDOW TUMBLING (SIZE 1 MINUTE, GRACE PERIOD 0"
                        + " SECONDS) WHERE rowkey = 'prod/late' GROUP BY kind EMIT CHANGES;";
        try (var lines = lines(stream(sql))) {
            var id = lines.readLine().replaceAll(".*\"queryId\":\"([^\"]+)\".*", "$1");
            live.kernel("late", KernelKind.PANICKED, 600_000);
            live.kernel("late", KernelKind.PANICKED, 1_000);

            assertThat(lines.readLine()).isEqualTo("[\"PANICKED\",1]");
            await().atMost(PATIENCE)
                    .until(() -> servers.getFirst().load().lateRecords() == before + 1);
            assertThat(post("/ksql", "{\"ksql\":\"EXPLAIN " + id + ";\"}").body())
                    .contains("1 records came after their windows were over");
        }
    }

    @Test
    void pushQueriesOfATableTellItsChanges() throws Exception {
        try (var lines =
                lines(
                        stream(
                                "SELECT node, state FROM nodes WHERE node LIKE 'push%' EMIT CHANGES;"))) {
            assertThat(lines.readLine()).contains("queryId");

            live.node("push1", NodeStateName.SILENT, "6.8");
            assertThat(lines.readLine()).isEqualTo("[\"push1\",\"SILENT\"]");
        }
    }

    @Test
    void questionsAboutWholeTablesAreAnsweredAnew() throws Exception {
        var sql =
                "SELECT kernel_release, COUNT(*) FROM nodes WHERE kernel_release LIKE 'live%' GROUP BY"
                        + " kernel_release EMIT CHANGES;";
        try (var lines = lines(stream(sql))) {
            assertThat(lines.readLine()).contains("KSQL_COL_0");

            live.node("live1", NodeStateName.LIVE, "live-kernel");
            assertThat(lines.readLine()).isEqualTo("[\"live-kernel\",1]");
            live.node("live2", NodeStateName.LIVE, "live-kernel");
            assertThat(lines.readLine()).isEqualTo("[\"live-kernel\",2]");
        }
    }

    @Test
    void windowsOverAStream() throws Exception {
        var sql =
                "SELECT kind, COUNT(*) AS n, WINDOWSTART, WINDOWEND FROM kernel WINDOW TUMBLING (SIZE 1"
                        + " MINUTE, GRACE PERIOD 0 SECONDS) WHERE kind <> 'ORDINARY' GROUP BY kind HAVING"
                        + " COUNT(*) > 1 EMIT FINAL LIMIT 1;";
        try (var lines = lines(stream(sql))) {
            assertThat(lines.readLine()).contains("WINDOWSTART");

            live.kernel("n1", KernelKind.PANICKED, 1_000);
            live.kernel("n2", KernelKind.ORDINARY, 2_000);
            live.kernel("n3", KernelKind.PANICKED, 59_000);
            live.kernel("n3", KernelKind.CRASHED, 59_500);
            live.kernel("n4", KernelKind.ORDINARY, 60_000);
            live.kernel("n4", KernelKind.CRASHED, 60_001);

            assertThat(lines.readLine()).isEqualTo("[\"PANICKED\",2,0,60000]");
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void printShowsRecords() throws Exception {
        try (var lines = lines(stream("PRINT 'inquest.kernel' LIMIT 1;"))) {
            assertThat(lines.readLine()).isEqualTo("Key format: KAFKA_STRING");
            assertThat(lines.readLine()).isEqualTo("Value format: AVRO");

            live.kernel("n1", KernelKind.PANICKED, 1_000);

            assertThat(lines.readLine()).contains("key: prod/n1", "PANICKED", "partition: 0");
        }
    }

    @Test
    void closeQueryEndsAPushQuery() throws Exception {
        var response = stream("SELECT node FROM nodes WHERE node = 'nobody' EMIT CHANGES;");
        try (var lines = lines(response)) {
            var id = lines.readLine().replaceAll(".*\"queryId\":\"([^\"]+)\".*", "$1");

            assertThat(post("/close-query", "{\"queryId\":\"" + id + "\"}").statusCode())
                    .isEqualTo(200);
            assertThat(lines.readLine()).isNull();
            assertThat(post("/ksql", "{\"ksql\":\"SHOW QUERIES;\"}").body()).doesNotContain(id);
        }
    }

    @Test
    void browsersGetServerSentEvents() throws Exception {
        var path = "/query-events?sql=" + "SELECT%20COUNT(*)%20AS%20n%20FROM%20findings";
        var response =
                http.send(
                        HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());

        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.body())
                .startsWith("event: columns\ndata: {")
                .contains("event: row\ndata: [0]\n\n")
                .endsWith("event: end\ndata: {\"message\":\"Query Completed\"}\n\n");
    }

    @Test
    void whatTheServerSaysAboutItself() throws Exception {
        for (var path :
                List.of("/info", "/healthcheck", "/clusterStatus", "/v1/metadata", "/status")) {
            var response =
                    http.send(
                            HttpRequest.newBuilder(uri.resolve(path)).build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body()).as(path).startsWith("{");
        }
        assertThat(
                        post(
                                        "/ksql",
                                        "{\"ksql\":\"LIST TOPICS; DESCRIBE nodes; EXPLAIN SELECT 1 FROM nodes;\"}")
                                .body())
                .contains("\"replicaInfo\":[1]", "\"KERNEL_RELEASE\"", "RowScan");
    }

    @Test
    void aHeadRequestAsksNothing() throws Exception {
        var sql = URLEncoder.encode("SELECT * FROM nodes EMIT CHANGES;", StandardCharsets.UTF_8);
        var head =
                HttpRequest.newBuilder(uri.resolve("/query-events?sql=" + sql))
                        .timeout(PATIENCE)
                        .HEAD()
                        .build();

        assertThat(http.send(head, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
        assertThat(servers.getFirst().load().pushQueries()).isZero();
    }

    /// The load of the acceptance: a thousand pull queries at once beside a hundred push queries
    /// whose readers do not read, and nothing left afterwards.
    @Test
    void aThousandPullQueriesBesideAHundredThatAreNotRead() throws Exception {
        var server = servers.getFirst();
        var consumers = live.consumers();
        var open = new ArrayList<HttpResponse<InputStream>>();
        for (var i = 0; i < 100; i++) {
            open.add(stream("SELECT * FROM kernel EMIT CHANGES;"));
        }
        assertThat(server.load().pushQueries()).isGreaterThanOrEqualTo(100);
        live.burst(
                live.topics().kernel(),
                () ->
                        IntStream.range(0, 2_000)
                                .forEach(i -> live.kernel("n" + i, KernelKind.ORDINARY, i)));

        var answered = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 1_000)
                    .forEach(i ->
                            answered.add(
                                    CompletableFuture.supplyAsync(() -> pull("n" + i), threads)));
            for (var answer : answered) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().body().lines()).hasSize(2);
            }
        }

        for (var response : open) {
            response.body().close();
        }
        await().atMost(PATIENCE).until(() -> server.load().pushQueries() == 0);
        await().atMost(PATIENCE).until(() -> server.load().pullQueries() == 0);
        await().atMost(PATIENCE).until(() -> live.consumers() == consumers);
        assertThat(server.load().answersBytes()).isZero();
    }

    private HttpResponse<String> pull(String node) {
        try {
            return post(
                    "/query-stream", sql("SELECT state FROM nodes WHERE node = '" + node + "';"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void onePushQueryTooManyIsSentAway() throws Exception {
        var normal = servers.getFirst();
        open(QuerySettings.standard().withPushQueries(0));
        try {
            assertThat(post("/query-stream", sql("SELECT * FROM nodes EMIT CHANGES;")).body())
                    .contains("\"error_code\":40003");
        } finally {
            door.open(normal, "a-cluster");
        }
    }
}
