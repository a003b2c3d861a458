package dev.inquest.collectors.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets and people's addresses out of log lines before they leave the host.
///
/// It errs towards keeping kernel text readable: it knows the usual shapes of credentials and does
/// not guess at others. Patterns are possessive or bounded, so no line can make them slow.
public final class Redactor {

    private static final String GONE = "[redacted]";

    private static final Pattern KEY_BEGIN =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY");
    private static final Pattern KEY_END = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY");

    /// Cheap to look for; a line with none of these holds nothing to redact.
    private static final Pattern HINT =
            Pattern.compile(
                    "(?i)@|bearer|basic|passw|pwd|secret|token|api[_-]?key|access[_-]?key"
                            + "|authorization|credential|AKIA|ASIA|eyJ|gh[opsur]_|xox|://");

    private static final List<Rule> RULES =
            List.of(
                    rule("(?i)\\b(bearer|basic)(\\s++)[A-Za-z0-9._~+/=-]{8,4096}+", "$1$2" + GONE),
                    rule(
                            "\\beyJ[A-Za-z0-9_-]{8,4096}+\\.[A-Za-z0-9_-]{4,4096}+(\\.[A-Za-z0-9_-]*+)?",
                            GONE),
                    rule("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", GONE),
                    rule(
                            "\\b(?:gh[opsur]_[A-Za-z0-9]{20,255}+|xox[a-z]-[A-Za-z0-9-]{10,255}+)",
                            GONE),
                    rule("(://[^\\s:/@]{1,64}+:)[^\\s/@]{1,256}+@", "$1" + GONE + "@"),
                    rule(
                            "(?i)([\\w.-]{0,64}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key"
                                    + "|access[_-]?key|credential)[\\w.-]{0,32}[\"']?\\s{0,4}[=:]\\s{0,4})"
                                    + "(?:\"[^\"]{0,1024}+\"?|'[^']{0,1024}+'?|[^\\s,;&\"'\\[]{1,1024}+)",
                            "$1" + GONE),
                    rule(
                            "(?<![\\w.+-])[\\w.+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){1,8}+",
                            GONE));

    private record Rule(Pattern pattern, String with) {}

    private Redactor() {}

    /// The line without secrets.
    public static String line(String line) {
        if (KEY_BEGIN.matcher(line).find()) {
            return GONE;
        }
        if (!HINT.matcher(line).find()) {
            return line;
        }
        var clean = line;
        for (var rule : RULES) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.with());
        }
        return clean;
    }

    /// The lines without secrets; of a private key that spans lines nothing remains.
    public static List<String> lines(List<String> lines) {
        var clean = new ArrayList<String>(lines.size());
        var inKey = false;
        for (var line : lines) {
            inKey |= KEY_BEGIN.matcher(line).find();
            clean.add(inKey ? GONE : line(line));
            inKey &= !KEY_END.matcher(line).find();
        }
        return clean;
    }

    private static Rule rule(String pattern, String with) {
        return new Rule(Pattern.compile(pattern), with);
    }
}
