package dev.inquest.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inquest.standalone.http.HttpServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Confluent's HTTP API as its clients see it, without Kafka behind it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegistryOverHttpTest {

    private static final String V1 = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FAN = proposal("\"string\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = HttpServer.start(0, new Registry(new RememberedChanges()));

    @BeforeAll
    void registerAFan() throws Exception {
        call("POST", "/subjects/fans/versions", FAN);
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    /subjects/fans/versions                | [1]
                    /subjects/fans/versions/1              | {"subject":"fans","version":1,"id":1,"schema":"\\"string\\""}
                    /subjects/fans/versions/latest         | {"subject":"fans","version":1,"id":1,"schema":"\\"string\\""}
                    /subjects/fans/versions/latest/schema  | "string"
                    /subjects/fans/versions/1/referencedby | []
                    /subjects?subjectPrefix=fan            | ["fans"]
                    /schemas/ids/1                         | {"schema":"\\"string\\""}
                    /schemas/ids/1/schema                  | "string"
                    /schemas/ids/1/subjects                | ["fans"]
                    /schemas/ids/1/versions                | [{"subject":"fans","version":1}]
                    /schemas/types                         | ["AVRO"]
                    /contexts                              | ["."]
                    /mode                                  | {"mode":"READWRITE"}
                    /config                                | {"compatibilityLevel":"BACKWARD"}
                    /config/fans?defaultToGlobal=true      | {"compatibilityLevel":"BACKWARD"}
                    """)
    void readingAnswersAsConfluentDoes(String path, String expected) throws Exception {
        var answer = call("GET", path, "");
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(V1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    GET    | /subjects/none/versions              |                              | 404 | 40401
                    GET    | /subjects/fans/versions/9            |                              | 404 | 40402
                    GET    | /subjects/fans/versions/first        |                              | 422 | 42202
                    GET    | /schemas/ids/99                      |                              | 404 | 40403
                    GET    | /config/none                         |                              | 404 | 40408
                    GET    | /mode/none                           |                              | 404 | 40409
                    PUT    | /config                              | {"compatibility":"SOME"}     | 422 | 42203
                    PUT    | /config                              | {}                           | 422 | 42203
                    PUT    | /mode                                | {"mode":"SOME"}              | 422 | 42204
                    PUT    | /mode                                | {"mode":"READONLY"}          | 422 | 42205
                    POST   | /subjects/fans/versions              | {"schema":"\\"int\\""}       | 409 | 40901
                    POST   | /subjects/fans/versions              | {"schema":"\\"what\\""}      | 422 | 42201
                    POST   | /subjects/fans/versions              | {}                           | 422 | 42201
                    POST   | /subjects/fans/versions              | {"schema":"{}","schemaType":"PROTOBUF"} | 422 | 42201
                    POST   | /subjects/fans/versions              | {"schema":"\\"long\\"","id":7} | 422 | 42205
                    POST   | /subjects/fans/versions              | {"schema":                   | 400 | 400
                    POST   | /subjects/fans/versions              | [1]                          | 400 | 400
                    POST   | /subjects/fans/versions              |                              | 400 | 400
                    POST   | /subjects/__GLOBAL/versions          | {"schema":"\\"int\\""}       | 422 | 42208
                    POST   | /subjects/fans                       | {"schema":"\\"int\\""}       | 404 | 40403
                    POST   | /compatibility/subjects/fans/versions/9 | {"schema":"\\"int\\""}    | 404 | 40402
                    DELETE | /subjects/none                       |                              | 404 | 40401
                    DELETE | /subjects/fans?permanent=true        |                              | 404 | 40405
                    DELETE | /subjects/fans/versions/1?permanent=true |                          | 404 | 40407
                    """)
    void refusingAnswersAsConfluentDoes(
            String method, String path, @Nullable String body, int status, int code)
            throws Exception {
        var answer = call(method, path, body == null ? "" : body);
        assertThat(answer.statusCode()).isEqualTo(status);
        var json = JSON.readTree(answer.body());
        assertThat(json.path("error_code").asInt()).isEqualTo(code);
        assertThat(json.path("message").asText()).isNotBlank().doesNotContain("\n");
        assertThat(answer.headers().firstValue("content-type")).contains(V1);
    }

    @Test
    void registeringIsIdempotent() throws Exception {
        assertThat(call("POST", "/subjects/fans/versions", FAN).body()).isEqualTo("{\"id\":1}");
        assertThat(call("POST", "/subjects/fans/versions?normalize=true", FAN).body())
                .isEqualTo("{\"id\":1}");
        assertThat(call("POST", "/subjects/fans?normalize=false", FAN).body())
                .isEqualTo(call("GET", "/subjects/fans/versions/1", "").body());
    }

    @Test
    void compatibilityIsExplainedOnlyOnRequest() throws Exception {
        var path = "/compatibility/subjects/fans/versions/latest";
        assertThat(call("POST", path, proposal("\"int\"")).body())
                .isEqualTo("{\"is_compatible\":false}");
        var explained = call("POST", path + "?verbose=true", proposal("\"int\""));
        assertThat(JSON.readTree(explained.body()).path("messages"))
                .extracting(JsonNode::asText)
                .anyMatch(message -> message.contains("TYPE_MISMATCH"));
        assertThat(call("POST", path + "?verbose=true", FAN).body())
                .isEqualTo("{\"is_compatible\":true,\"messages\":[]}");
        assertThat(call("POST", "/compatibility/subjects/fans/versions", FAN).body())
                .isEqualTo("{\"is_compatible\":true}");
    }

    @Test
    void aLevelIsSetReadAndCleared() throws Exception {
        assertThat(call("PUT", "/config/levels", "{\"compatibility\":\"full\"}").body())
                .isEqualTo("{\"compatibility\":\"FULL\"}");
        assertThat(call("GET", "/config/levels", "").body())
                .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(call("DELETE", "/config/levels", "").body())
                .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(call("GET", "/config/levels", "").statusCode()).isEqualTo(404);
    }

    @Test
    void deletingTakesTwoSteps() throws Exception {
        call("POST", "/subjects/gone/versions", FAN);
        assertThat(call("DELETE", "/subjects/gone/versions/latest", "").body()).isEqualTo("1");
        assertThat(call("GET", "/subjects/gone/versions?deleted=true", "").body()).isEqualTo("[1]");
        assertThat(call("DELETE", "/subjects/gone?permanent=true", "").body()).isEqualTo("[1]");
        assertThat(call("GET", "/subjects/gone/versions?deleted=true", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void subjectsMayHaveNamesThatNeedEscaping() throws Exception {
        var subject = "/subjects/a%2Fb%3Ac%20d%C3%A9";
        call("POST", subject + "/versions", FAN);
        var held = JSON.readTree(call("GET", subject + "/versions/1", "").body());
        assertThat(held.path("subject").asText()).isEqualTo("a/b:c dé");
        call("DELETE", subject, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", V1, "application/vnd.schemaregistry+json"})
    void everyUsualContentTypeIsTakenAndGiven(String type) throws Exception {
        var request =
                HttpRequest.newBuilder(server.url().resolve("/subjects/fans/versions"))
                        .headers("Content-Type", type, "Accept", type)
                        .POST(BodyPublishers.ofString(FAN))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(type);
    }

    @Test
    void aSchemaThatIsTooLongIsRefused() throws Exception {
        var answer =
                call("POST", "/subjects/long/versions", proposal(" ".repeat(1 << 20) + "\"int\""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("error_code").asInt()).isEqualTo(42209);
    }

    @Test
    void hostileBodiesAreRefusedWithoutAStackTrace() throws Exception {
        for (var body :
                new String[] {"\0", "[".repeat(50_000), "{\"schema\":{}}", "{\"schema\":1}"}) {
            var answer = call("POST", "/subjects/hostile/versions", body);
            assertThat(answer.statusCode()).isIn(400, 422);
            assertThat(answer.body()).doesNotContain("\tat ", "\\tat ");
        }
        assertThat(call("GET", "/schemas/ids/one", "").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(server.url().resolve(path))
                        .header("Content-Type", V1)
                        .header("Accept", "*/*")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String proposal(String schema) {
        return JSON.valueToTree(Map.of("schema", schema)).toString();
    }
}
