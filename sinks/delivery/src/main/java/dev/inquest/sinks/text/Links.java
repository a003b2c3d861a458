package dev.inquest.sinks.text;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Remedy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Where to read on about a finding.
public final class Links {

    private static final int MOST = 3;
    private static final int LONGEST = 1_000;

    private Links() {}

    /// The finding's page in the web console.
    public static URI finding(URI console, Finding finding) {
        var base = console.toString().replaceAll("/+$", "");
        var id = URLEncoder.encode(Cut.to(LONGEST, finding.getId()), StandardCharsets.UTF_8);
        return URI.create(base + "/#/finding/" + id.replace("+", "%20"));
    }

    /// Where remedies are documented.
    public static List<URI> references(Finding finding) {
        return finding.getRemedies().stream()
                .map(Remedy::getReference)
                .filter(Links::isLink)
                .distinct()
                .limit(MOST)
                .map(URI::create)
                .toList();
    }

    private static boolean isLink(String text) {
        if (!text.startsWith("https://") || text.length() > LONGEST) {
            return false;
        }
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
