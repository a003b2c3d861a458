package dev.inquest.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One file of the kernel-crash corpus: a log, and what is to be found in it.
record Expected(
        Optional<String> title,
        Set<String> titles,
        Optional<String> type,
        boolean corrupted,
        String latinLog) {
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
    private static final String EXTRACT = "\nREPORT:\n";

    static Expected read(Path file) {
        byte[] bytes = Corpus.bytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean headless = text.startsWith("\n");
        int headerEnd = headless ? 0 : text.indexOf("\n\n") + 1;
        int begin = headerEnd + 1;
        int extract = text.indexOf(EXTRACT, headerEnd);
        String log = text.substring(begin, extract < 0 ? text.length() : Math.max(begin, extract));
        List<String> header = text.substring(0, headerEnd).lines().toList();
        Optional<String> title = value(header, "TITLE: ").filter(found -> !found.isBlank());
        Set<String> titles = new HashSet<>(values(header, "ALT: "));
        title.ifPresent(titles::add);
        return new Expected(
                title,
                titles,
                value(header, "TYPE: "),
                value(header, "CORRUPTED: ").isPresent(),
                log);
    }

    /// The log as the bytes that it is.
    byte[] log() {
        return latinLog.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Whether a kernel as people run it could print this.
    boolean isPlausible() {
        return title.isPresent() && DEBUG_ONLY.stream().noneMatch(title.get()::startsWith);
    }

    Optional<String> frame() {
        return title.filter(text -> text.contains(" in "))
                .map(text -> text.substring(text.lastIndexOf(" in ") + 4));
    }

    private static Optional<String> value(List<String> header, String key) {
        return values(header, key).stream().findFirst();
    }

    private static List<String> values(List<String> header, String key) {
        return header.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }
}
