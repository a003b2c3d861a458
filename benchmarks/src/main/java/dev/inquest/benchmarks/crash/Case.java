package dev.inquest.benchmarks.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One file of the corpus: a log, and what is to be found in it. The log is held as Latin-1, which
/// keeps every byte.
record Case(
        String file,
        Optional<String> title,
        Set<String> titles,
        Optional<String> type,
        boolean corrupted,
        String log) {
    private static final String EXTRACT = "\nREPORT:\n";

    /// What only a debug kernel, a leak detector or the fuzzer itself prints.
    private static final List<String> DEBUG_ONLY =
            List.of(
                    "KASAN",
                    "KMSAN",
                    "KCSAN",
                    "KFENCE",
                    "UBSAN",
                    "memory leak",
                    "possible deadlock",
                    "inconsistent lock",
                    "WARNING: suspicious RCU",
                    "WARNING: locking",
                    "WARNING: bad unlock",
                    "WARNING: held lock",
                    "WARNING: ODEBUG",
                    "WARNING: nested",
                    "SYZ",
                    "trusty");

    /// The cases of a directory, in order of their numbers.
    static List<Case> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,9}"))
                    .map(Case::read)
                    .sorted(Comparator.comparing(one -> Integer.valueOf(one.file())))
                    .toList();
        }
    }

    private static Case read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
        int headerEnd = text.startsWith("\n") ? 0 : text.indexOf("\n\n") + 1;
        int extract = text.indexOf(EXTRACT, headerEnd);
        int begin = headerEnd + 1;
        int end = extract < 0 ? text.length() : Math.max(begin, extract);
        List<String> header = text.substring(0, headerEnd).lines().toList();
        List<String> titles =
                Stream.concat(values(header, "TITLE: "), values(header, "ALT: ")).toList();
        return new Case(
                file.getFileName().toString(),
                values(header, "TITLE: ").findFirst(),
                titles.stream().collect(Collectors.toUnmodifiableSet()),
                values(header, "TYPE: ").findFirst(),
                values(header, "CORRUPTED: ").findFirst().isPresent(),
                text.substring(begin, end));
    }

    private static Stream<String> values(List<String> header, String key) {
        return header.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .filter(value -> !value.isBlank());
    }

    /// Whether a kernel as people run it could print this.
    boolean isPlausible() {
        return title.isPresent() && DEBUG_ONLY.stream().noneMatch(title.get()::startsWith);
    }

    /// The function to blame, where the title names one.
    Optional<String> frame() {
        return title.filter(text -> text.contains(" in "))
                .map(text -> text.substring(text.lastIndexOf(" in ") + 4));
    }

    byte[] bytes() {
        return log.getBytes(StandardCharsets.ISO_8859_1);
    }
}
