package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.aftermath.Leftovers.Leftover;
import dev.inquest.collectors.observe.CollectorObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Reads the files of pstore below a directory, of which there are few and small ones.
///
/// Of one directory, at most 256 files are read; the newest count.
final class PstoreSource {

    private static final int MAX_FILES = 256;

    private final CollectorObserver observer;
    private final Set<Path> left = new HashSet<>();

    PstoreSource(CollectorObserver observer) {
        this.observer = observer;
    }

    /// The boots that left something, oldest first in each directory. systemd makes a directory for
    /// each dump.
    List<PstoreLife> lives(Leftovers leftovers) {
        var byDirectory = new LinkedHashMap<Path, List<PstoreFile>>();
        for (var file : newest(leftovers.files())) {
            read(file, byDirectory);
        }
        var lives = new ArrayList<PstoreLife>();
        byDirectory.values().forEach(files -> lives.addAll(PstoreLife.of(files)));
        return List.copyOf(lives);
    }

    private static List<Leftover> newest(List<Leftover> files) {
        return files.stream()
                .filter(file -> PstoreFile.Use.of(file.name()) != PstoreFile.Use.OTHER)
                .sorted((one, other) -> other.written().compareTo(one.written()))
                .limit(MAX_FILES)
                .toList();
    }

    private void read(Leftover file, Map<Path, List<PstoreFile>> byDirectory) {
        if (PstoreFile.Use.of(file.name()) == PstoreFile.Use.UNREADABLE) {
            leave(file.path(), "it is packed, and this kernel cannot unpack it");
            return;
        }
        try {
            var text = BoundedText.read(file.path());
            var directory = Objects.requireNonNullElse(file.path().getParent(), file.path());
            byDirectory
                    .computeIfAbsent(directory, _ -> new ArrayList<>())
                    .add(PstoreFile.of(file.path(), file.written(), text));
        } catch (IOException e) {
            leave(file.path(), String.valueOf(e.getMessage()));
        }
    }

    /// Said once for each file.
    private void leave(Path file, String why) {
        if (left.size() < MAX_FILES && left.add(file)) {
            observer.fileIgnored(file.toString(), why);
        }
    }
}
