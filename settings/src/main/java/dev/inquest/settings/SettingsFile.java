package dev.inquest.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// Reads one YAML file of settings into a typed record, or refuses it with every problem it has.
///
/// The file stays a tree of nodes with their lines: no Java object is ever made from what it says.
public final class SettingsFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 20;

    private SettingsFile() {}

    /// Reads a file.
    ///
    /// @param reading makes the settings; what it complains of is gathered
    public static <T> T read(Path file, Function<Section, T> reading) throws SettingsRefused {
        var problems = new Problems(file.toString());
        var text = text(file, problems);
        problems.refuse();
        return parse(file.toString(), text, reading);
    }

    /// Parses text as a file of this name.
    public static <T> T parse(String name, String text, Function<Section, T> reading)
            throws SettingsRefused {
        var problems = new Problems(name);
        var root = root(text, problems);
        problems.refuse();
        var section = new Section(root, "", problems);
        var settings = reading.apply(section);
        section.refuseTheRest();
        problems.refuse();
        return settings;
    }

    private static String text(Path file, Problems problems) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.add(1, "the file is larger than 1 MiB");
                return "";
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            problems.add(1, "the file is not UTF-8");
        } catch (IOException e) {
            problems.add(1, "cannot be read: " + e.getClass().getSimpleName());
        }
        return "";
    }

    private static Optional<MappingNode> root(String text, Problems problems) {
        try {
            Node root = yaml().compose(reader(text));
            if (root == null) {
                return Optional.empty();
            }
            if (root instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.add(root, "the file", "must hold properties, each `name: value`");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var line = mark == null ? 1 : mark.getLine() + 1;
            problems.add(line, "no YAML: " + withoutQuotation(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            problems.add(
                    1, "no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return Optional.empty();
    }

    /// What somebody wrote where a name is expected may be a secret that begins with a star or
    /// such.
    private static String withoutQuotation(String problem) {
        return problem.replaceAll("\\b(alias|anchor|handle|tag|directive) .*", "$1");
    }

    private static Reader reader(String text) {
        return new StringReader(text);
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(50);
        return new Yaml(options);
    }
}
