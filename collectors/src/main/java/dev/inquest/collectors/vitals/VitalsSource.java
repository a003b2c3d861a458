package dev.inquest.collectors.vitals;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the health of this host's resources, each time anew.
///
/// CPU use is measured between two readings; the first one says 0.
public final class VitalsSource {

    static {
        TrustedRecords.trust();
    }

    private final HostFiles host;
    private Optional<CpuTimes> before = Optional.empty();

    public VitalsSource(HostFiles host) {
        this.host = host;
    }

    /// The vitals now; empty when not even the memory can be read.
    public Optional<Vitals> read() {
        var used = cpuUsed();
        return host.text("proc/meminfo").flatMap(Memory::parse).map(memory -> vitals(used, memory));
    }

    private Vitals vitals(float cpuUsed, Memory memory) {
        var cpu = pressure("cpu");
        var stalled = pressure("memory");
        var io = pressure("io");
        return Vitals.newBuilder()
                .setCpuUsed(cpuUsed)
                .setMemoryTotalBytes(memory.totalBytes())
                .setMemoryAvailableBytes(memory.availableBytes())
                .setDiskUsed(diskUsed(host.root()))
                .setLoad1(host.text("proc/loadavg").map(VitalsSource::load).orElse(0f))
                .setPsiCpuSome(cpu.some())
                .setPsiMemorySome(stalled.some())
                .setPsiMemoryFull(stalled.full())
                .setPsiIoSome(io.some())
                .setPsiIoFull(io.full())
                .build();
    }

    private float cpuUsed() {
        var now = host.text("proc/stat").flatMap(CpuTimes::parse);
        var used = now.flatMap(times -> before.map(times::usedSince)).orElse(0f);
        before = now;
        return used;
    }

    private Pressure pressure(String of) {
        return host.text("proc/pressure/" + of).map(Pressure::parse).orElse(Pressure.UNKNOWN);
    }

    /// The one-minute average of `/proc/loadavg`; 0 when the text is strange.
    static float load(String loadavg) {
        var first = loadavg.split(" ", 2)[0];
        return first.matches("[0-9]{1,9}(\\.[0-9]{1,6})?") ? Float.parseFloat(first) : 0;
    }

    private static float diskUsed(Path root) {
        try {
            var store = Files.getFileStore(root);
            var total = store.getTotalSpace();
            return total <= 0 ? 0 : (float) (total - store.getUnallocatedSpace()) / total;
        } catch (IOException | SecurityException e) {
            return 0;
        }
    }
}
