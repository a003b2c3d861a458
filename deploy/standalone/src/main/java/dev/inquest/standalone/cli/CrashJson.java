package dev.inquest.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.crash.Crash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the crashes of one log as JSON.
final class CrashJson {

    private CrashJson() {}

    static ObjectNode of(String file, List<Crash> crashes) {
        var json = JsonLines.object().put("file", file);
        var list = json.putArray("crashes");
        crashes.forEach(crash -> list.add(of(crash)));
        return json;
    }

    private static ObjectNode of(Crash crash) {
        var report = crash.report();
        var json = JsonLines.object();
        json.put("title", report.title())
                .put("type", report.type())
                .put("frame", orNull(report.frame()))
                .put("outcome", crash.outcome().name())
                .put("dump_failure", orNull(crash.dumpFailure()))
                .put("panicked", report.panicked())
                .put("process", orNull(report.process()))
                .put("registers", orNull(report.registers()))
                .put("release", orNull(report.release()))
                .put("build", orNull(report.build()))
                .put("tainted", orNull(report.tainted()))
                .put("machine", orNull(report.machine()))
                .put("kdump_loaded", report.kdumpLoaded())
                .put("fingerprint", report.fingerprint());
        report.pid().ifPresent(pid -> json.put("pid", pid));
        report.cpu().ifPresent(cpu -> json.put("cpu", cpu));
        var frames = json.putArray("frames");
        report.frames().forEach(frames::add);
        var excerpt = json.putArray("excerpt");
        crash.excerpt().forEach(excerpt::add);
        return json;
    }

    private static @Nullable String orNull(Optional<String> value) {
        return value.orElse(null);
    }
}
