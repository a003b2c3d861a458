package dev.inquest.settings;

import java.util.List;

/// Says everything that is wrong with a settings file at once, so that nobody mends it line by
/// line.
public final class SettingsRefused extends Exception {

    private final List<String> problems;

    SettingsRefused(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// The problems, each as `file:line: property: why`.
    public List<String> problems() {
        return problems;
    }
}
