package dev.inquest.sinks.plan;

import dev.inquest.settings.Section;
import dev.inquest.settings.SettingsFile;
import dev.inquest.settings.SettingsRefused;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads `sinks.yaml`: which sinks there are, and what each is told.
public final class SinksFile {

    /// Each has a consumer and threads of its own.
    private static final int MOST = 32;

    private final Map<String, SinkKind> kinds;
    private final boolean page;

    /// @param page let every sink wake people, whatever the file says
    public SinksFile(List<? extends SinkKind> kinds, boolean page) {
        this.kinds = kinds.stream().collect(Collectors.toMap(SinkKind::name, Function.identity()));
        this.page = page;
    }

    /// Reads the file, or refuses it with all that is wrong.
    public List<PlannedSink> read(Path file) throws SettingsRefused {
        return SettingsFile.read(file, this::sinks);
    }

    /// Reads text as a file of this name.
    public List<PlannedSink> parse(String name, String text) throws SettingsRefused {
        return SettingsFile.parse(name, text, this::sinks);
    }

    private List<PlannedSink> sinks(Section root) {
        var console = root.parsed("console", Common::base);
        var names = new HashSet<String>();
        var sinks = root.sections("sinks", MOST, section -> sink(section, console, names));
        if (sinks.isEmpty() && root.isFaultless()) {
            root.refuse("sinks", "names no sink");
        }
        return sinks;
    }

    private Optional<PlannedSink> sink(Section section, Optional<URI> console, Set<String> names) {
        var kind = kind(section);
        var name = section.parsed("name", SinksFile::name).or(() -> kind.map(SinkKind::name));
        var pages = section.flag("page", false) || page;
        if (kind.isEmpty() || name.isEmpty()) {
            section.passOver();
            return Optional.empty();
        }
        if (!names.add(name.get())) {
            section.refuse("name", "there is another sink called " + name.get());
        }
        return kind.get().read(section, new Common(name.get(), pages, console));
    }

    private Optional<SinkKind> kind(Section section) {
        if (section.required("kind").isEmpty()) {
            return Optional.empty();
        }
        return section.parsed(
                "kind",
                text -> {
                    var kind = kinds.get(text);
                    if (kind == null) {
                        throw new IllegalArgumentException(
                                "one of "
                                        + kinds.keySet().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
                    }
                    return kind;
                });
    }

    private static String name(String text) {
        if (text.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            return text;
        }
        throw new IllegalArgumentException("up to 63 small letters, digits and dashes");
    }
}
