package dev.inquest.collectors.console;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each console was read to, kept over a restart in one small file.
final class ConsolePositions {

    /// How far one file was read, and which file that was.
    record Position(String fileId, long offset) {}

    private final Optional<StateFile> file;
    private final Map<Path, Position> known = new HashMap<>();
    private List<String> written = List.of();

    ConsolePositions(Optional<Path> path) {
        this.file = path.map(StateFile::new);
        file.ifPresent(state -> state.read().forEach(this::take));
    }

    Optional<Position> of(Path path) {
        return Optional.ofNullable(known.get(path));
    }

    void write(Map<Path, Position> positions) throws IOException {
        var lines = new ArrayList<String>(positions.size());
        positions.forEach((path, position) ->
                lines.add(position.offset() + "\t" + position.fileId() + "\t" + path));
        lines.sort(null);
        if (file.isPresent() && !lines.equals(written)) {
            file.get().write(lines);
            written = List.copyOf(lines);
        }
    }

    private void take(String line) {
        var parts = line.split("\t", 3);
        if (parts.length == 3 && parts[0].matches("[0-9]{1,18}")) {
            known.put(Path.of(parts[2]), new Position(parts[1], Long.parseLong(parts[0])));
        }
    }
}
