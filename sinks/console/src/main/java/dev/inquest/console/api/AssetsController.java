package dev.inquest.console.api;

import dev.inquest.console.access.Assets;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Serves the program of the console: a handful of files out of this jar.
@Controller
final class AssetsController {

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml");

    @SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
    private record Asset(byte[] bytes, String tag) {}

    @Get("/")
    HttpResponse<?> index(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return answer("index.html", known);
    }

    @Get(Assets.ROOT + "{name}")
    HttpResponse<?> asset(String name, @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return answer(name, known);
    }

    private HttpResponse<?> answer(String name, @Nullable String known) {
        if (!Assets.isName(name)) {
            return HttpResponse.notFound();
        }
        var asset = load(name);
        if (asset.isEmpty()) {
            return HttpResponse.notFound();
        }
        var response =
                asset.get().tag().equals(known)
                        ? HttpResponse.notModified()
                        : HttpResponse.ok(asset.get().bytes())
                                .contentType(MediaType.of(TYPES.get(extension(name))));
        return response.header(HttpHeaders.ETAG, asset.get().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<Asset> load(String name) {
        try (var stream =
                AssetsController.class.getResourceAsStream("/dev/inquest/console/assets/" + name)) {
            if (stream == null) {
                return Optional.empty();
            }
            var bytes = stream.readAllBytes();
            return Optional.of(new Asset(bytes, '"' + hash(bytes) + '"'));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
