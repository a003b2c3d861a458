package dev.inquest.standalone.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One console of the corpus with what was really done to the machine, and the heartbeats that a
/// node agent would have sent: they stop at death, resume with a new boot id after a reboot, and
/// else outlast the log by fifteen minutes.
record ConsoleLife(Path log, String outcome, String happened) {

    static final Path CORPUS = Path.of("../../../shared/corpus/consoles");
    static final String NODE = "lab/n1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long OUTLASTS_MS = Duration.ofMinutes(15).toMillis();
    private static final Pattern LAST_WORDS =
            Pattern.compile("Kernel panic|BUG: kernel NULL|BUG: TASK|reboot: Power down");
    private static final Pattern TROUBLE = Pattern.compile("HUNG_TASK|SOFT_LOCKUP|RCU_STALL|error");
    private static final Pattern CRASH = Pattern.compile("Kernel panic|BUG: kernel NULL");

    /// How an agent beats.
    ///
    /// @param uptime whether it tells its uptime
    record Beating(Duration every, boolean uptime) {}

    static List<ConsoleLife> all() throws IOException {
        var lives = new ArrayList<ConsoleLife>();
        for (var line : Files.readAllLines(CORPUS.resolve("answers.jsonl"))) {
            JsonNode answer = JSON.readTree(line);
            lives.add(
                    new ConsoleLife(
                            CORPUS.resolve(answer.get("file").textValue()),
                            answer.get("outcome").textValue(),
                            answer.get("happened").textValue()));
        }
        return lives;
    }

    boolean stopsForGood() {
        return isSilentEnd()
                || isPowerOff()
                || List.of("HUNG", "UNKNOWN", "DUMP_FAILED_HUNG").contains(outcome);
    }

    boolean isSilentEnd() {
        return happened.equals("LOG_STOPS") || happened.equals("SILENT_HANG");
    }

    boolean isPowerOff() {
        return happened.equals("POWEROFF_CLEAN");
    }

    boolean reboots() {
        return happened.equals("REBOOTED_SILENT")
                || List.of("REBOOTED", "DUMP_CAPTURED").contains(outcome);
    }

    /// What may be found of a machine that lives on or comes back: nothing, unless its kernel
    /// reported something.
    List<String> patterns() {
        return switch (outcome) {
            case "REBOOTED", "DUMP_CAPTURED" ->
                    List.of("hung-cohort", "hung-node", "crashed-and-rebooted");
            case "CONTINUES" -> List.of("kernel-trouble");
            default -> isTrouble() ? List.of("kernel-trouble") : List.of();
        };
    }

    /// Whether its kernel reported a stall, or complained of a disk or file system.
    boolean isTrouble() {
        return !stopsForGood() && TROUBLE.matcher(happened).find();
    }

    /// The expected state, with the kind of reboot where there is one.
    String expected() {
        if (isPowerOff()) {
            return "STOPPED";
        }
        if (stopsForGood()) {
            return "HUNG";
        }
        if (reboots()) {
            return happened.equals("REBOOTED_SILENT") ? "REBOOTED UNCLEAR" : "REBOOTED CRASHED";
        }
        return "LIVE";
    }

    Path heartbeats(Path directory, Beating beating) throws IOException {
        var text = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
        var times = times();
        long start = times.getFirst().at();
        long end = times.getLast().at();
        var lines = new ArrayList<String>();
        if (reboots()) {
            long booted = at(times, text.lastIndexOf("Linux version"));
            var crash = CRASH.matcher(text);
            long death = crash.find() ? at(times, crash.start()) : booted - 2_000;
            beat(lines, "boot-1", start, death, beating);
            beat(lines, "boot-2", booted + 3_000, end + OUTLASTS_MS, beating);
        } else {
            beat(
                    lines,
                    "boot-1",
                    start,
                    stopsForGood() ? death(text, times) : end + OUTLASTS_MS,
                    beating);
        }
        return Files.write(directory.resolve("beats-" + beating.hashCode() + ".jsonl"), lines);
    }

    private long death(String text, List<Time> times) {
        var last = LAST_WORDS.matcher(text);
        return !isSilentEnd() && last.find() ? at(times, last.start()) : times.getLast().at();
    }

    private static void beat(
            List<String> lines, String boot, long from, long until, Beating beating) {
        for (var at = from; at < until; at += beating.every().toMillis()) {
            var uptime = beating.uptime() ? ",\"uptime_ms\":" + (at - from) : "";
            lines.add(
                    "{\"topic\":\"heartbeats\",\"key\":\"%s\",\"timestamp\":%d,\"value\":{\"boot_id\":\"%s\"%s}}"
                            .formatted(NODE, at, boot, uptime));
        }
    }

    private record Time(long at, int offset) {}

    private static long at(List<Time> times, int offset) {
        return times.stream()
                .filter(time -> time.offset() <= offset)
                .reduce((_, last) -> last)
                .orElse(times.getFirst())
                .at();
    }

    private List<Time> times() throws IOException {
        var beside = log.resolveSibling(log.getFileName().toString().replace(".log", ".ts"));
        return Files.readAllLines(beside).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(parts ->
                        new Time(
                                Math.round(Double.parseDouble(parts.getFirst()) * 1_000),
                                Integer.parseInt(parts.getLast())))
                .toList();
    }
}
