package dev.inquest.topology.known;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.detection.known.PanicFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads `known-issues.yaml`: what links get left behind, and what trips over them.
public final class KnownIssuesFile {

    private static final String BUILT_IN = "known-issues.yaml";

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private KnownIssuesFile() {}

    private record File(List<LinkEntry> links, List<PanicEntry> panics) {}

    private record LinkEntry(
            String id,
            String names,
            List<String> kinds,
            String owner,
            boolean withoutIpv4,
            String explanation,
            List<RemedyEntry> remedies) {

        LinkFamily family() {
            return new LinkFamily(
                    id,
                    Pattern.compile(names),
                    List.copyOf(kinds),
                    owner,
                    withoutIpv4,
                    explanation,
                    remedies.stream().map(RemedyEntry::remedy).toList());
        }
    }

    private record RemedyEntry(String text, List<String> commands, String risk, String reference) {

        Remedy remedy() {
            return new Remedy(text, List.copyOf(commands), risk, reference);
        }
    }

    private record PanicEntry(
            String id,
            List<String> signs,
            @JsonProperty("device") @Nullable String device,
            String workloads,
            String explanation,
            String reference) {

        PanicFamily family() {
            return new PanicFamily(
                    id,
                    signs.stream().map(Pattern::compile).toList(),
                    Optional.ofNullable(device).map(Pattern::compile),
                    Pattern.compile(workloads),
                    explanation,
                    reference);
        }
    }

    /// What ships with Inquest.
    public static KnownIssues builtIn() {
        try (var in = KnownIssuesFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the program");
            }
            return read(in, BUILT_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a file says.
    ///
    /// @throws IllegalArgumentException naming the file and, where it is known, the line
    public static KnownIssues read(InputStream in, String name) throws IOException {
        try {
            var file = YAML.readValue(in, File.class);
            return new KnownIssues(
                    file.links().stream().map(LinkEntry::family).toList(),
                    file.panics().stream().map(PanicEntry::family).toList());
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var line = at == null ? "" : ":" + at.getLineNr();
            throw new IllegalArgumentException(name + line + ": " + e.getOriginalMessage(), e);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
