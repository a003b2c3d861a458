package dev.inquest.sinks.plan;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.settings.Section;
import dev.inquest.sinks.backlog.Pace;
import dev.inquest.sinks.delivery.SinkSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What every entry of `sinks.yaml` can say, whatever its kind.
///
/// @param page whether it may wake somebody
/// @param console where the web console is, for links
public record Common(String name, boolean page, Optional<URI> console) {

    private static final Duration SHORTEST_BEAT = Duration.ofSeconds(1);
    private static final Duration LONGEST_BEAT = Duration.ofHours(1);
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration LONGEST_TRY = Duration.ofDays(7);

    /// How the sink goes about it.
    ///
    /// @param usual pace of this kind
    public SinkSettings settings(Section section, Pace usual) {
        var perMinute = section.number("per-minute", usual.perMinute(), 1, 1_000_000);
        var giveUpAfter =
                section.duration(
                        "give-up-after", usual.giveUpAfter(), Duration.ofSeconds(1), LONGEST_TRY);
        var beat =
                section.duration(
                        "heartbeat-every", SinkSettings.BEAT_EVERY, SHORTEST_BEAT, LONGEST_BEAT);
        var pace =
                new Pace(
                        perMinute,
                        Math.min(usual.burst(), Math.max(1, perMinute / 5)),
                        usual.atOnce(),
                        usual.firstRetry(),
                        usual.longestRetry(),
                        giveUpAfter);
        return new SinkSettings(name, page, pace, beat);
    }

    /// Which findings it is for: `findings`, `severity`, `clusters`, `patterns`.
    ///
    /// @param usual when nothing is said
    public static Selection selection(Section section, Selection usual) {
        var all = section.parsed("findings", Common::isAll).orElse(usual.all());
        return new Selection(
                all,
                severity(section).orElse(usual.least()),
                new HashSet<>(section.texts("clusters")),
                new HashSet<>(section.texts("patterns")));
    }

    /// The least severity, if one is given.
    public static Optional<Severity> severity(Section section) {
        return section.parsed("severity", Common::severity);
    }

    private static Severity severity(String text) {
        return Arrays.stream(Severity.values())
                .filter(severity -> word(severity).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Arrays.stream(Severity.values())
                                        .map(Common::word)
                                        .collect(Collectors.joining(", ", "one of ", ""))));
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isAll(String text) {
        return switch (text) {
            case "all" -> true;
            case "paging" -> false;
            default -> throw new IllegalArgumentException("all or paging");
        };
    }

    /// An address over HTTP to which paths are appended. As it is copied from a browser, such as
    /// `https://inquest/#/`, nothing can be.
    public static URI base(String text) {
        var uri = http(text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an address without ? and # and what follows them");
        }
        return uri;
    }

    /// An address over HTTP. One with a password in it is refused: it would be shown, and not sent.
    public static URI http(String text) {
        var why = "an address that begins with http:// or https://, without user and password";
        try {
            var uri = URI.create(text);
            var scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= HIGHEST_PORT
                    && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(why, e);
        }
        throw new IllegalArgumentException(why);
    }
}
