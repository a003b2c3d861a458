package dev.inquest.telemetry;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A key, a token, or an address that works like one. It prints as nothing, so that no log, error
/// or metric can tell it by accident.
public final class Secret {

    private static final String HIDDEN = "[secret]";

    /// Shorter text is too likely to occur by chance to be hidden in others' words.
    private static final int SHORTEST_HIDDEN = 6;

    /// A part of a path that is not its last is a word such as `services`, or a token.
    private static final int SHORTEST_TOKEN = 12;

    private final String value;
    private final List<String> forms;

    public Secret(String value) {
        this.value = value;
        this.forms = forms(value);
    }

    /// The secret itself, to be sent and for nothing else.
    public String reveal() {
        return value;
    }

    /// The secret as UTF-8.
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /// The text with the secret taken out, as a receiver may repeat it in an answer: whole, in
    /// part, escaped, or cut at the end.
    public String hiddenIn(String text) {
        return hide(List.of(this), text);
    }

    /// The text with all of these taken out. The longest goes first: one may be part of another.
    public static String hide(Collection<Secret> secrets, String text) {
        var forms =
                secrets.stream()
                        .flatMap(secret -> secret.forms.stream())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        var hidden = text;
        for (var form : forms) {
            hidden = withoutBeginningAtEnd(hidden.replace(form, HIDDEN), form);
        }
        return hidden;
    }

    /// Answers are cut, and a cut may go through the secret.
    private static String withoutBeginningAtEnd(String text, String form) {
        for (var length = form.length() - 1; length >= SHORTEST_HIDDEN; length--) {
            if (text.endsWith(form.substring(0, length))) {
                return text.substring(0, text.length() - length) + HIDDEN;
            }
        }
        return text;
    }

    /// What gives the secret away.
    private static List<String> forms(String value) {
        Set<String> forms = new LinkedHashSet<>();
        for (var part : parts(value)) {
            forms.add(part);
            forms.add(URLEncoder.encode(part, StandardCharsets.UTF_8));
            forms.add(decoded(part));
            var escaped = part.replace("\\", "\\\\").replace("\"", "\\\"");
            forms.add(escaped);
            forms.add(escaped.replace("/", "\\/"));
        }
        return forms.stream().filter(form -> form.length() >= SHORTEST_HIDDEN).toList();
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    /// A token stands behind its scheme, as in `Bearer …`; an address names a host, which is no
    /// secret, and a path, a query or a password, which are.
    private static Set<String> parts(String value) {
        Set<String> parts = new LinkedHashSet<>();
        parts.add(value);
        parts.add(value.substring(value.lastIndexOf(' ') + 1));
        if (value.startsWith("http") && value.contains("://")) {
            parts.addAll(addressParts(value));
        }
        return parts;
    }

    private static Set<String> addressParts(String value) {
        Set<String> parts = new LinkedHashSet<>();
        try {
            var address = URI.create(value);
            var path = Objects.requireNonNullElse(address.getRawPath(), "");
            var query = Objects.requireNonNullElse(address.getRawQuery(), "");
            var user = Objects.requireNonNullElse(address.getRawUserInfo(), "");
            parts.add(path + "?" + query);
            parts.add(path);
            parts.add(path.substring(path.lastIndexOf('/') + 1));
            Stream.of(path.split("/", -1))
                    .filter(part -> part.length() >= SHORTEST_TOKEN)
                    .forEach(parts::add);
            parts.add(query);
            for (var parameter : query.split("&", -1)) {
                parts.add(parameter.substring(parameter.indexOf('=') + 1));
            }
            parts.add(user);
            parts.add(user.substring(user.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            // No address after all: it is hidden as a whole.
            return Set.of();
        }
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
