package dev.inquest.standalone.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Knows when each line of a raw log was received, from the file of times beside it: seconds, a
/// tab, and the byte at which the line begins.
final class ReceiveTimes implements AutoCloseable {

    private static final int NANO_DIGITS = 9;

    private record Entry(Instant at, long offset) {}

    private final Path file;
    private final BufferedReader in;
    private final ReplayObserver observer;
    private long number;
    private Optional<Entry> following;
    private Instant current;

    private ReceiveTimes(Path file, ReplayObserver observer) throws IOException {
        this.file = file;
        this.in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        this.observer = observer;
        this.following = read();
        this.current = following.map(Entry::at).orElse(Instant.EPOCH);
    }

    /// The times beside a log: its name with `.ts` for the last ending, or with `.ts` behind it.
    static Optional<ReceiveTimes> beside(Path log, ReplayObserver observer) throws IOException {
        var name = String.valueOf(log.getFileName());
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        for (var candidate : new String[] {stem + ".ts", name + ".ts"}) {
            var file = log.resolveSibling(candidate);
            if (!file.equals(log) && Files.isRegularFile(file)) {
                return Optional.of(new ReceiveTimes(file, observer));
            }
        }
        return Optional.empty();
    }

    /// When the line that begins at this byte was received; asked in the order of the log.
    Instant at(long offset) throws IOException {
        while (following.isPresent() && following.get().offset() <= offset) {
            current = following.get().at();
            following = read();
        }
        return current;
    }

    private Optional<Entry> read() throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var entry = parse(line);
            if (entry.isPresent()) {
                return entry;
            }
            observer.broken(new Place(file, number), "seconds, a tab and an offset are wanted");
        }
        return Optional.empty();
    }

    private static Optional<Entry> parse(String line) {
        if (!line.matches("[0-9]{1,11}(\\.[0-9]{1,9})?\t[0-9]{1,18}")) {
            return Optional.empty();
        }
        var tab = line.indexOf('\t');
        var nanos =
                new BigDecimal(line.substring(0, tab)).movePointRight(NANO_DIGITS).toBigInteger();
        var billion = BigInteger.TEN.pow(NANO_DIGITS);
        var parts = nanos.divideAndRemainder(billion);
        return Optional.of(
                new Entry(
                        Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()),
                        Long.parseLong(line.substring(tab + 1))));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
