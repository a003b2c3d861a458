package dev.inquest.collectors.aftermath;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What pstore kept of one boot: its dumps and its console, put in order, each line once.
///
/// An oops and the panic that follows it are two dumps of nearly the same lines, and the console
/// holds them a third time: read as one text they are one crash.
///
/// @param at when the last of it was written
record PstoreLife(List<PstoreFile> files, Instant at) {

    /// The parts of a dump are written one after another.
    private static final Duration ONE_DUMP = Duration.ofMinutes(2);

    private static final Pattern LEVEL = Pattern.compile("^<[0-9]{1,3}>");
    private static final Pattern STAMP = Pattern.compile("^\\[ *([0-9]{1,9})\\.([0-9]{6})\\]");

    private static final Comparator<PstoreFile> AS_WRITTEN =
            Comparator.comparingInt(PstoreFile::dump)
                    .thenComparing(Comparator.comparingInt(PstoreFile::part).reversed())
                    .thenComparing(file -> file.path().toString());

    /// Parts the files of one directory by the boots that wrote them, oldest first.
    static List<PstoreLife> of(List<PstoreFile> files) {
        var lives = new ArrayList<List<PstoreFile>>();
        var byTime = new ArrayList<>(files);
        byTime.sort(Comparator.comparing(PstoreFile::at).thenComparing(AS_WRITTEN));
        for (var file : byTime) {
            if (lives.isEmpty() || !belongs(file, lives.getLast())) {
                lives.add(new ArrayList<>());
            }
            lives.getLast().add(file);
        }
        return lives.stream().map(PstoreLife::life).toList();
    }

    /// A boot counts its dumps upwards, writes each part once, and has one console.
    private static boolean belongs(PstoreFile file, List<PstoreFile> life) {
        return life.stream().allMatch(known -> belongs(file, known));
    }

    private static boolean belongs(PstoreFile file, PstoreFile known) {
        if (file.dump() == 0 || known.dump() == 0) {
            return file.dump() != known.dump();
        }
        return file.dump() == known.dump() ? isOtherPart(file, known) : known.dump() < file.dump();
    }

    private static boolean isOtherPart(PstoreFile file, PstoreFile known) {
        return known.reason().equals(file.reason())
                && known.part() != file.part()
                && Duration.between(known.at(), file.at()).compareTo(ONE_DUMP) <= 0;
    }

    private static PstoreLife life(List<PstoreFile> files) {
        var ordered = files.stream().sorted(AS_WRITTEN).toList();
        var last = files.stream().map(PstoreFile::at).max(Comparator.naturalOrder()).orElseThrow();
        return new PstoreLife(ordered, last);
    }

    /// The lines as the kernel said them, without levels, each once: equal text of equal time is
    /// the same line. Beside dumps, the console adds only what came after them.
    List<String> lines() {
        var lines = new LinkedHashSet<String>();
        files.stream()
                .filter(file -> file.dump() > 0)
                .forEach(file -> stamped(file).forEach(lines::add));
        var from = lines.isEmpty() ? 0 : micros(lines.getLast());
        files.stream()
                .filter(file -> file.dump() == 0)
                .flatMap(PstoreLife::stamped)
                .filter(line -> micros(line) >= from)
                .forEach(lines::add);
        return List.copyOf(lines);
    }

    private static Stream<String> stamped(PstoreFile file) {
        return file.lines().stream()
                .map(line -> LEVEL.matcher(line).replaceFirst(""))
                .filter(line -> STAMP.matcher(line).find());
    }

    private static long micros(String line) {
        var match = STAMP.matcher(line);
        return match.find() ? Long.parseLong(match.group(1) + match.group(2)) : 0;
    }

    List<Path> paths() {
        return files.stream().map(PstoreFile::path).toList();
    }

    List<String> fingerprints() {
        return files.stream().map(PstoreFile::fingerprint).toList();
    }
}
