package dev.inquest.settings;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/// Gathers what is wrong with one settings file, in the order of its lines.
final class Problems {

    private static final int MOST = 50;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(int line, String text) {}

    Problems(String file) {
        this.file = file;
    }

    void add(Node at, String property, String why) {
        add(at.getStartMark().getLine() + 1, property + ": " + why);
    }

    void add(int line, String text) {
        var problem = new Problem(line, text);
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void refuse() throws SettingsRefused {
        if (!found.isEmpty()) {
            found.sort((one, other) -> Integer.compare(one.line(), other.line()));
            throw new SettingsRefused(
                    found.stream()
                            .map(problem -> file + ":" + problem.line() + ": " + problem.text())
                            .toList());
        }
    }
}
