package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which boots this node went through while an agent ran on it: what a crash left behind names no
/// boot, only a time.
///
/// The last 16 are known.
final class BootHistory {

    private static final int MAX = 16;

    private record Boot(String id, Instant since) {
        String line() {
            return since.toEpochMilli() + " " + id;
        }
    }

    private final List<Boot> boots;

    private BootHistory(List<Boot> boots) {
        this.boots = List.copyOf(boots);
    }

    /// The boots in a file, and the present one added to it.
    static BootHistory open(Path path, String bootId, Instant bootedAt) throws IOException {
        var file = new StateFile(path);
        var boots = new ArrayList<Boot>();
        file.read().forEach(line -> parse(line).ifPresent(boots::add));
        boots.removeIf(boot -> boot.id().equals(bootId));
        boots.add(new Boot(bootId, bootedAt));
        var last = boots.subList(Math.max(0, boots.size() - MAX), boots.size());
        file.write(last.stream().map(Boot::line).toList());
        return new BootHistory(last);
    }

    /// Without a file to keep it in.
    static BootHistory only(String bootId, Instant bootedAt) {
        return new BootHistory(List.of(new Boot(bootId, bootedAt)));
    }

    private static Optional<Boot> parse(String line) {
        var space = line.indexOf(' ');
        return space > 0 && line.substring(0, space).matches("[0-9]{1,15}")
                ? Optional.of(
                        new Boot(
                                line.substring(space + 1),
                                Instant.ofEpochMilli(Long.parseLong(line.substring(0, space)))))
                : Optional.empty();
    }

    /// The boot that was running then; empty when none was known.
    Optional<String> at(Instant time) {
        return boots.reversed().stream()
                .filter(boot -> !boot.since().isAfter(time))
                .map(Boot::id)
                .findFirst();
    }

    /// The moment before the present boot began.
    Instant beforeThisBoot() {
        return boots.getLast().since().minusMillis(1);
    }
}
