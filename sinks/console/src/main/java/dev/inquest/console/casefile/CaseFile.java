package dev.inquest.console.casefile;

import dev.inquest.schemas.Topics;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.tables.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// One finding to take away: the postmortem, the events, the finding, the version of the rules.
///
/// @param files name to content
public record CaseFile(String id, Map<String, String> files) {

    public static final String POSTMORTEM = "postmortem.md";
    public static final String EVENTS = "events.jsonl";
    public static final String FINDING = "finding.json";
    public static final String RULES = "rules.txt";

    /// Gathers a case from Kafka.
    ///
    /// @param children findings that this one speaks for
    /// @param rules version of the rules that found it
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public static CaseFile gather(
            Source source,
            Topics topics,
            Finding finding,
            Collection<Finding> children,
            String rules) {
        var events = new EventReader(source, topics, Window.of(finding, children)).read();
        var files = new LinkedHashMap<String, String>();
        files.put(POSTMORTEM, Postmortem.of(finding, children, rules, events));
        files.put(EVENTS, lines(events));
        files.put(FINDING, PlainJson.write(finding).toPrettyString() + "\n");
        files.put(RULES, rules + "\n");
        return new CaseFile(finding.getId(), files);
    }

    private static String lines(Events events) {
        return events.lines().stream()
                .map(line -> line.json() + "\n")
                .collect(Collectors.joining());
    }

    /// Name of its directory, and of its archive without the ending.
    public String name() {
        return "case-" + id.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /// Writes it as one archive.
    public void zip(OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(name() + "/" + file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
