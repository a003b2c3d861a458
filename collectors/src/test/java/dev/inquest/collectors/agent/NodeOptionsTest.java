package dev.inquest.collectors.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.collectors.agent.NodeOptions.Given;
import dev.inquest.collectors.agent.NodeOptions.Misused;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeOptionsTest {

    private static final List<String> LEAST =
            List.of(
                    "--bootstrap-servers",
                    "k:9092",
                    "--schema-registry=http://r:8081",
                    "--node",
                    "n");

    @Test
    void theRestHasDefaults() throws Misused {
        var options = options();

        assertThat(options.node()).hasToString("default/n");
        assertThat(options.bootstrapServers()).isEqualTo("k:9092");
        assertThat(options.schemaRegistry()).isEqualTo("http://r:8081");
        assertThat(options.topicPrefix()).isEqualTo("inquest.");
        assertThat(options.stateDirectory()).isEqualTo(Path.of("/var/lib/inquest"));
        assertThat(options.spoolBytes()).isEqualTo(64L << 20);
        assertThat(options.rate().perSecond()).isEqualTo(20);
        assertThat(options.client()).isEqualTo(Map.of());
        assertThat(options.http().orElseThrow().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void everyOptionOfTheHelpIsKnown() throws Misused {
        for (var word : NodeOptions.HELP.split("\\s+", -1)) {
            if (word.matches("--[a-z-]+")) {
                assertThat(Given.of(List.of(word + "=1")).values()).isNotEmpty();
            }
        }
    }

    @Test
    void noneServesNothing() throws Misused {
        assertThat(options("--listen", "none").http()).isEmpty();
    }

    @Test
    void whoIsToldOfTheAgentMayWantHeaders() throws Misused {
        var arguments = new ArrayList<>(LEAST);
        arguments.add("--otlp-endpoint=http://collector:4318");
        var headers = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20x");

        var told = NodeOptions.checked(Given.of(arguments), headers).telemetry().orElseThrow();

        assertThat(told.url()).isEqualTo(URI.create("http://collector:4318"));
        assertThat(told.headers()).isEqualTo(Map.of("authorization", "Bearer x"));
        var host = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "host=secret");
        assertThatThrownBy(() -> NodeOptions.checked(Given.of(arguments), host))
                .hasMessageStartingWith("--otlp-endpoint: headers of the connection")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--what|x|unknown option: --what",
                "--spool-bytes|10|--spool-bytes: 65536 to 1099511627776, not 10",
                "--events-per-second|many|--events-per-second: 1 to 10000, not many",
                "--listen|somewhere|--listen: HOST:PORT or none, not somewhere",
                "--listen|h:70000|--listen: HOST:PORT or none, not h:70000",
                "--cluster|a/b|--cluster, --node: a node is written cluster/node, not 'a/b/n'",
                "--topic-prefix|a b|--topic-prefix: letters, digits, dots, underscores and dashes only",
                "--schema-registry|r:8081|--schema-registry: http:// or https://, not 'r:8081'",
                "--output|xml|--output: text or json, not xml",
                "--otlp-endpoint|h:4318|--otlp-endpoint: not an http or https URL with a host",
                "--otlp-endpoint|http://h 1|--otlp-endpoint: not a URL",
                "--otlp-endpoint|http://u:p@h|--otlp-endpoint: the URL may hold no user, query or fragment; tokens belong in headers",
                "--client-config|/no/such|--client-config: /no/such cannot be read"
            })
    void nonsenseIsRefusedInOneLine(String name, String value, String line) {
        assertThatThrownBy(() -> options(name, value)).isInstanceOf(Misused.class).hasMessage(line);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> NodeOptions.checked(Given.of(List.of("--node", "n")), Map.of()))
                .hasMessage("--bootstrap-servers is missing");
        assertThatThrownBy(() -> Given.of(List.of("--node"))).hasMessage("--node needs a value");
    }

    private static NodeOptions options(String... more) throws Misused {
        var arguments = new ArrayList<>(LEAST);
        arguments.addAll(List.of(more));
        return NodeOptions.checked(Given.of(arguments), Map.of());
    }
}
