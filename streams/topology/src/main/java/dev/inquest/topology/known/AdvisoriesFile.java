package dev.inquest.topology.known;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.Advisory;
import dev.inquest.detection.known.KernelRange;
import dev.inquest.detection.known.KernelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads an operator's `advisories.yaml`: which kernels are known to be bad, and what mends them.
public final class AdvisoriesFile {

    private AdvisoriesFile() {}

    private record File(List<Entry> advisories) {}

    private record Entry(
            String id,
            String title,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> distros,
            List<Range> kernels,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String fixedIn,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String explanation,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String reference) {

        Advisory advisory() {
            return new Advisory(
                    id,
                    title,
                    distros,
                    kernels.stream().map(Range::range).toList(),
                    fixedIn,
                    explanation,
                    reference);
        }
    }

    private record Range(
            @JsonSetter(nulls = Nulls.AS_EMPTY) String from,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String before,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> flavours) {

        /// Made where the entry is read, so that what is wrong with it is told with its line.
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        Range {
            var _ = range(from, before, flavours);
        }

        KernelRange range() {
            return range(from, before, flavours);
        }

        private static KernelRange range(String from, String before, List<String> flavours) {
            return new KernelRange(version(from), version(before), flavours);
        }

        private static Optional<KernelVersion> version(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(KernelVersion.fromString(text));
        }
    }

    /// What an operator's file says.
    ///
    /// @throws IllegalArgumentException naming the file and, where it is known, the line
    public static Advisories read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in, String.valueOf(file));
        }
    }

    static Advisories read(InputStream in, String name) throws IOException {
        var file = DataFile.read(in, name, File.class);
        try {
            return new Advisories(file.advisories().stream().map(Entry::advisory).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
