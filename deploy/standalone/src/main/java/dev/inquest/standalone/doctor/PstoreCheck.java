package dev.inquest.standalone.doctor;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.detection.cases.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether the last lines of a panic would be kept over the reboot, and whether some are there.
final class PstoreCheck {

    private static final String ID = "pstore";
    private static final int MANY = 32;
    private static final int MAX_NAMED = 8;

    private PstoreCheck() {}

    static Check of(Map<String, String> facts, HostFiles host) {
        var backend = facts.getOrDefault("pstore_backend", "");
        if (backend.isEmpty()) {
            return Check.note(
                    ID, "no pstore: a panic's last lines are not kept on this node", List.of());
        }
        var mounted = facts.getOrDefault("pstore_mounted", "false").equals("true");
        var kept = kept(host);
        if (!mounted) {
            return Check.attention(
                    ID,
                    "pstore (%s) is there, but not mounted: nobody can read it".formatted(backend),
                    List.of(),
                    List.of(mount()));
        }
        if (kept.size() > MANY) {
            return Check.attention(
                    ID,
                    "pstore (%s) holds %d files: when it is full, a crash is not kept"
                            .formatted(backend, kept.size()),
                    kept.stream().limit(MAX_NAMED).toList(),
                    List.of(empty()));
        }
        if (!kept.isEmpty()) {
            return Check.note(
                    ID,
                    "pstore (%s) holds %d files of earlier crashes".formatted(backend, kept.size()),
                    kept.stream().limit(MAX_NAMED).toList());
        }
        return Check.fine(ID, "pstore (%s) is ready and empty".formatted(backend));
    }

    private static List<String> kept(HostFiles host) {
        var kept = new ArrayList<String>();
        for (var directory : List.of("sys/fs/pstore", "var/lib/systemd/pstore")) {
            host.names(directory).forEach(name -> kept.add("/" + directory + "/" + name));
        }
        return kept;
    }

    private static Remedy mount() {
        return new Remedy(
                "Mount it; systemd does so at each boot.",
                List.of("mount -t pstore pstore /sys/fs/pstore"),
                "None.",
                "https://docs.kernel.org/admin-guide/ramoops.html");
    }

    private static Remedy empty() {
        return new Remedy(
                "Let systemd-pstore move the files away at each boot, or let the agent remove them.",
                List.of("systemctl enable systemd-pstore", "./inquest up --pstore-remove"),
                "What is removed is gone from the node.",
                "https://www.freedesktop.org/software/systemd/man/latest/systemd-pstore.service.html");
    }
}
