package dev.inquest.topology.known;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.detection.known.PanicFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `known-issues.yaml`: what links get left behind, and what trips over them.
///
/// An operator's file is laid over what ships with Inquest: an entry with a known id replaces it,
/// one with a new id is added, and ids under `disable` are taken away.
public final class KnownIssuesFile {

    private static final String BUILT_IN = "known-issues.yaml";
    private static final int MAX_BYTES = 1 << 20;

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                    .build();

    private KnownIssuesFile() {}

    /// Every part may be left out.
    private record File(
            @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable List<LocatedEntry<LinkEntry>> links,
            @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable List<LocatedEntry<PanicEntry>> panics,
            @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable List<LocatedEntry<String>> disable) {

        static final File EMPTY = new File(null, null, null);
    }

    private record LinkEntry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) Pattern names,
            @JsonProperty(required = true) List<String> kinds,
            @JsonProperty(required = true) String owner,
            @JsonProperty(required = true) boolean withoutIpv4,
            @JsonProperty(required = true) String explanation,
            @JsonProperty(required = true) List<RemedyEntry> remedies) {

        LinkFamily family() {
            require(LinkFamily.OWNERS.contains(owner), ownerUnknown());
            return new LinkFamily(
                    id,
                    names,
                    List.copyOf(kinds),
                    owner,
                    withoutIpv4,
                    explanation,
                    remedies.stream().map(RemedyEntry::remedy).toList());
        }

        private String ownerUnknown() {
            return "owner: no agent can tell '%s'; it knows %s"
                    .formatted(owner, String.join(", ", new TreeSet<>(LinkFamily.OWNERS)));
        }
    }

    private record RemedyEntry(
            @JsonProperty(required = true) String text,
            @JsonProperty(required = true) List<String> commands,
            @JsonProperty(required = true) String risk,
            @JsonProperty(required = true) String reference) {

        Remedy remedy() {
            return new Remedy(text, List.copyOf(commands), risk, reference);
        }
    }

    private record PanicEntry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) List<Pattern> signs,
            @JsonProperty(required = true) List<Pattern> devices,
            @JsonProperty(required = true) Pattern workloads,
            @JsonProperty(required = true) String explanation,
            @JsonProperty(required = true) String reference) {

        PanicFamily family() {
            require(!signs.isEmpty(), "signs: at least one, or every log would match");
            for (var device : devices) {
                require(
                        device.matcher("").groupCount() >= 1,
                        "devices: group 1 must be the link, in '%s'".formatted(device));
            }
            return new PanicFamily(
                    id,
                    List.copyOf(signs),
                    List.copyOf(devices),
                    workloads,
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

    /// What a file says by itself.
    ///
    /// @throws IllegalArgumentException naming the file and the line
    public static KnownIssues read(InputStream in, String name) throws IOException {
        return over(KnownIssues.NONE, in, name);
    }

    /// What a file says, laid over what is known without it.
    ///
    /// @throws IllegalArgumentException naming the file and the line
    public static KnownIssues over(KnownIssues known, InputStream in, String name)
            throws IOException {
        var file = parse(in, name);
        var links = new Overlay<>(known.links(), LinkFamily::id);
        var panics = new Overlay<>(known.panics(), PanicFamily::id);
        each(name, file.links(), entry -> links.lay(entry.family()));
        each(name, file.panics(), entry -> panics.lay(entry.family()));
        each(
                name,
                file.disable(),
                id -> {
                    var wasLink = links.disable(id);
                    var wasPanic = panics.disable(id);
                    require(wasLink || wasPanic, "disable: nothing is called '%s'".formatted(id));
                });
        return new KnownIssues(links.all(), panics.all());
    }

    private static <T> void each(
            String name, @Nullable List<LocatedEntry<T>> entries, Consumer<T> take) {
        for (var located : entries == null ? List.<LocatedEntry<T>>of() : entries) {
            try {
                take.accept(located.entry());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s:%d: %s".formatted(name, located.line(), e.getMessage()), e);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static File parse(InputStream in, String name) throws IOException {
        var bytes = in.readNBytes(MAX_BYTES + 1);
        require(bytes.length <= MAX_BYTES, name + ": longer than " + MAX_BYTES + " bytes");
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (isEmpty(text)) {
            return File.EMPTY;
        }
        try {
            var file = YAML.readValue(text, File.class);
            return file == null ? File.EMPTY : file;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s:%d: %s".formatted(name, line(e, text), e.getOriginalMessage()), e);
        }
    }

    private static boolean isEmpty(String text) {
        return text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
    }

    /// An unknown field is noticed at the end of its entry only, so it is looked for above.
    private static int line(JsonProcessingException e, String text) {
        var noticed = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        if (!(e instanceof UnrecognizedPropertyException unknown)) {
            return noticed;
        }
        var field = Pattern.compile("\\b" + Pattern.quote(unknown.getPropertyName()) + "\\s*:");
        var lines = text.lines().limit(noticed).toList();
        for (var number = lines.size(); number > 0; number--) {
            if (field.matcher(lines.get(number - 1)).find()) {
                return number;
            }
        }
        return noticed;
    }
}
