package dev.inquest.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Asks the registry with nothing but the JDK, for programs that must stay small: one request per
/// schema, answers remembered.
///
/// It knows several addresses, TLS with the JVM's own trust, and basic authentication. Whoever
/// needs more takes [RegistryIds].
public final class HttpSchemaIds implements SchemaIds {

    private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();
    private static final int MAX_ANSWER = 64 << 10;
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*([0-9]{1,9})");

    private static final String SOURCE = "basic.auth.credentials.source";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String PREFIX = "schema.registry.";

    private final List<URI> addresses;
    private final Optional<String> userInfo;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /// @param userInfo `name:password` for basic authentication
    public HttpSchemaIds(List<URI> addresses, Optional<String> userInfo) {
        this.addresses = List.copyOf(addresses);
        this.userInfo = userInfo;
    }

    /// Made from the settings of Confluent's client; empty when they ask for what only that client
    /// can do.
    ///
    /// @param urls addresses with commas between them
    public static Optional<HttpSchemaIds> of(String urls, Map<String, String> client) {
        var source = setting(client, SOURCE);
        var info = setting(client, USER_INFO);
        var needsMore =
                client.keySet().stream()
                                .map(HttpSchemaIds::plain)
                                .anyMatch(name -> name.startsWith("bearer.auth."))
                        || client.keySet().stream()
                                .anyMatch(name -> name.startsWith(PREFIX + "ssl."));
        if (needsMore || source.filter(from -> !from.equals("USER_INFO")).isPresent()) {
            return Optional.empty();
        }
        var addresses = List.of(urls.split(",")).stream().map(String::strip).map(URI::create);
        return Optional.of(new HttpSchemaIds(addresses.toList(), source.flatMap(_ -> info)));
    }

    private static Optional<String> setting(Map<String, String> client, String name) {
        return Optional.ofNullable(client.get(PREFIX + name))
                .or(() -> Optional.ofNullable(client.get(name)));
    }

    private static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /// Whether an answer is about the schema itself. A missing login or a registry that is not
    /// ready will be mended.
    static boolean isFinal(int status) {
        return status == 409 || status == 422;
    }

    @Override
    public int idOf(String subject, Schema schema) throws IOException, SchemaRefused {
        var found = known.get(subject);
        if (found != null) {
            return found;
        }
        var id = asked(subject, schema);
        known.put(subject, id);
        return id;
    }

    private int asked(String subject, Schema schema) throws IOException, SchemaRefused {
        var failure = new IOException("no schema registry is given");
        for (var address : addresses) {
            try {
                return asked(address, subject, schema);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private int asked(URI address, String subject, Schema schema)
            throws IOException, SchemaRefused {
        var base = address.toString().replaceAll("/+$", "");
        var path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        var connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/vnd.schemaregistry.v1+json");
        login(address).ifPresent(login -> connection.setRequestProperty("Authorization", login));
        try (var out = connection.getOutputStream()) {
            out.write(request(schema).getBytes(StandardCharsets.UTF_8));
        }
        return id(connection);
    }

    private Optional<String> login(URI address) {
        return userInfo.or(() -> Optional.ofNullable(address.getUserInfo()))
                .map(info -> info.getBytes(StandardCharsets.UTF_8))
                .map(info -> "Basic " + Base64.getEncoder().encodeToString(info));
    }

    private static int id(HttpURLConnection connection) throws IOException, SchemaRefused {
        var status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            var why =
                    "the schema registry answers "
                            + status
                            + ": "
                            + text(connection.getErrorStream());
            if (isFinal(status)) {
                throw new SchemaRefused(why);
            }
            throw new IOException(why);
        }
        var matcher = ID.matcher(text(connection.getInputStream()));
        if (!matcher.find()) {
            throw new IOException("the schema registry answers without an id");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static String text(@Nullable InputStream answer) throws IOException {
        if (answer == null) {
            return "";
        }
        try (answer) {
            return new String(answer.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
        }
    }

    /// The body of the request: the text of the schema as a JSON string.
    static String request(Schema schema) {
        var json = new StringBuilder("{\"schema\":\"");
        for (var character : schema.toString().toCharArray()) {
            switch (character) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                default -> {
                    if (character < ' ' || character > '~') {
                        json.append("\\u%04x".formatted((int) character));
                    } else {
                        json.append(character);
                    }
                }
            }
        }
        return json.append("\"}").toString();
    }
}
