package dev.inquest.collectors.agent;

import dev.inquest.collectors.publish.Throttle.Rate;
import dev.inquest.collectors.spool.SpoolSettings;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topics;
import dev.inquest.telemetry.otlp.Endpoint;
import dev.inquest.telemetry.otlp.Endpoint.Protocol;
import dev.inquest.telemetry.otlp.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// What `collect node` can be told, checked before anything starts.
///
/// It reads the command line itself: a library for it would cost the agent a megabyte.
///
/// @param http where health and metrics are served; empty when they are not
/// @param telemetry who is sent metrics and spans of the agent itself; empty for nobody
record NodeOptions(
        NodeKey node,
        String bootstrapServers,
        String schemaRegistry,
        Map<String, String> client,
        String topicPrefix,
        Path root,
        Path stateDirectory,
        long spoolBytes,
        Rate rate,
        Optional<InetSocketAddress> http,
        Optional<Endpoint> telemetry) {

    static final String HELP =
            """
            Usage: inquest collect node --bootstrap-servers HOST:PORT,… --schema-registry URL [OPTION…]
            Watch this node: kernel log, what crashes left, links, pod logs, facts and vitals. Ends with 3 when /dev/kmsg cannot be read.

              --bootstrap-servers HOST:PORT,…  Kafka
              --schema-registry URL,…          schema registry
              --client-config FILE             properties for Kafka's and the registry's clients, such as TLS and SASL
              --cluster NAME                   cluster of this node (default: default)
              --node NAME                      name of this node (default: its host name)
              --topic-prefix PREFIX            what names of topics begin with (default: inquest.)
              --data-dir DIR                   positions and spool (default: /var/lib/inquest)
              --spool-bytes BYTES              disk for the time Kafka is away (default: 67108864)
              --events-per-second N            of one kind, for good; 25 times as many at once (default: 20)
              --listen HOST:PORT               /healthz, /readyz, /metrics (default: 127.0.0.1:9477; none: not at all)
              --otlp-endpoint URL              send metrics and traces of the agent to an OpenTelemetry receiver, by HTTP and protobuf;
                                               headers, such as a token, come from OTEL_EXPORTER_OTLP_HEADERS: name=value,…
              --root DIR                       where the host's file system is mounted (default: /)
              --allow-blind                    go on when /dev/kmsg cannot be read
              --output text|json               how observations are written to standard error (default: text)
              -h, --help                       this text
            """;

    private static final String ALLOW_BLIND = "--allow-blind";

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "--cluster", "default",
                    "--topic-prefix", Topics.DEFAULT_PREFIX,
                    "--data-dir", "/var/lib/inquest",
                    "--spool-bytes", Long.toString(SpoolSettings.DEFAULT_MAX_BYTES),
                    "--events-per-second", Integer.toString(Rate.DEFAULT.perSecond()),
                    "--listen", "127.0.0.1:9477",
                    "--root", "/",
                    "--output", "text");

    private static final List<String> OTHERS =
            List.of(
                    "--bootstrap-servers",
                    "--schema-registry",
                    "--client-config",
                    "--node",
                    "--otlp-endpoint");

    /// Says what is wrong with the command line.
    static final class Misused extends Exception {
        Misused(String what) {
            super(what);
        }
    }

    /// What the arguments say, name by name, before anything is checked.
    record Given(Map<String, String> values, boolean help, boolean allowBlind) {

        static Given of(List<String> arguments) throws Misused {
            var values = new HashMap<>(DEFAULTS);
            var help = false;
            var allowBlind = false;
            for (var i = 0; i < arguments.size(); i++) {
                var argument = arguments.get(i);
                var equals = argument.indexOf('=');
                var name = equals < 0 ? argument : argument.substring(0, equals);
                if (name.equals("--help") || name.equals("-h")) {
                    help = true;
                } else if (name.equals(ALLOW_BLIND)) {
                    allowBlind = true;
                } else if (!DEFAULTS.containsKey(name) && !OTHERS.contains(name)) {
                    throw new Misused("unknown option: " + name);
                } else if (equals >= 0) {
                    values.put(name, argument.substring(equals + 1));
                } else if (++i < arguments.size()) {
                    values.put(name, arguments.get(i));
                } else {
                    throw new Misused(name + " needs a value");
                }
            }
            return new Given(values, help, allowBlind);
        }

        boolean isJson() {
            return value("--output").equals("json");
        }

        private String value(String name) {
            return values.getOrDefault(name, "");
        }

        private String required(String name) throws Misused {
            var value = value(name);
            if (value.isEmpty()) {
                throw new Misused(name + " is missing");
            }
            return value;
        }

        private long number(String name, long least, long most) throws Misused {
            var value = value(name);
            if (value.matches("[0-9]{1,18}")) {
                var number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            throw new Misused("%s: %d to %d, not %s".formatted(name, least, most, value));
        }
    }

    /// @param environment where headers of an OTLP receiver stand
    static NodeOptions checked(Given given, Map<String, String> environment) throws Misused {
        if (!given.value("--output").matches("text|json")) {
            throw new Misused("--output: text or json, not " + given.value("--output"));
        }
        if (!given.value("--topic-prefix").matches("[a-zA-Z0-9._-]{0,200}")) {
            throw new Misused("--topic-prefix: letters, digits, dots, underscores and dashes only");
        }
        var perSecond = (int) given.number("--events-per-second", 1, 10_000);
        var root = Path.of(given.value("--root"));
        return new NodeOptions(
                node(given, root),
                given.required("--bootstrap-servers"),
                registry(given),
                client(given.value("--client-config")),
                given.value("--topic-prefix"),
                root,
                Path.of(given.value("--data-dir")).toAbsolutePath().normalize(),
                given.number("--spool-bytes", SpoolSettings.LEAST, 1L << 40),
                new Rate(perSecond * 25, perSecond),
                listen(given.value("--listen")),
                telemetry(given.value("--otlp-endpoint"), environment));
    }

    private static String registry(Given given) throws Misused {
        var urls = given.required("--schema-registry");
        for (var url : urls.split(",", -1)) {
            if (!url.strip().matches("https?://[^\\s\"]{1,2000}")) {
                throw new Misused("--schema-registry: http:// or https://, not '" + url + "'");
            }
        }
        return urls;
    }

    private static NodeKey node(Given given, Path root) throws Misused {
        var name = given.value("--node");
        try {
            return new NodeKey(given.value("--cluster"), name.isEmpty() ? hostName(root) : name);
        } catch (IllegalArgumentException e) {
            throw new Misused("--cluster, --node: " + e.getMessage());
        }
    }

    private static String hostName(Path root) throws Misused {
        try {
            return Files.readString(root.resolve("proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            throw new Misused("--node is missing, and the host's name cannot be read");
        }
    }

    private static Map<String, String> client(String file) throws Misused {
        if (file.isEmpty()) {
            return Map.of();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new Misused("--client-config: %s cannot be read".formatted(file));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static Optional<Endpoint> telemetry(String url, Map<String, String> environment)
            throws Misused {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            var headers = Headers.of(environment);
            return Optional.of(
                    new Endpoint(new URI(url), Protocol.HTTP, headers, Endpoint.TIMEOUT));
        } catch (URISyntaxException e) {
            throw new Misused("--otlp-endpoint: not a URL");
        } catch (IllegalArgumentException e) {
            throw new Misused("--otlp-endpoint: " + e.getMessage());
        }
    }

    private static Optional<InetSocketAddress> listen(String value) throws Misused {
        if (value.equals("none")) {
            return Optional.empty();
        }
        var colon = value.lastIndexOf(':');
        if (colon > 0 && value.substring(colon + 1).matches("[0-9]{1,5}")) {
            var port = Integer.parseInt(value.substring(colon + 1));
            if (port <= 65_535) {
                return Optional.of(new InetSocketAddress(value.substring(0, colon), port));
            }
        }
        throw new Misused("--listen: HOST:PORT or none, not " + value);
    }
}
