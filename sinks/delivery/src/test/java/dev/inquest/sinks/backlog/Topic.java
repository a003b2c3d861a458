package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A findings topic in memory.
final class Topic {

    private final List<Arrived> records = new ArrayList<>();

    Arrived open(String id, int revision) {
        return append(id, finding(id, revision, FindingStatus.OPEN, Severity.CRITICAL));
    }

    Arrived open(String id, int revision, Severity severity) {
        return append(id, finding(id, revision, FindingStatus.OPEN, severity));
    }

    Arrived resolve(String id, int revision) {
        return append(id, finding(id, revision, FindingStatus.RESOLVED, Severity.CRITICAL));
    }

    Arrived resolve(String id, int revision, Severity severity) {
        return append(id, finding(id, revision, FindingStatus.RESOLVED, severity));
    }

    Arrived remove(String id) {
        return append(id, null);
    }

    private Arrived append(String id, @Nullable Finding finding) {
        var arrived = new Arrived(records.size(), id, finding, Optional.empty(), Map.of());
        records.add(arrived);
        return arrived;
    }

    List<Arrived> records() {
        return records;
    }

    private static Finding finding(
            String id, int revision, FindingStatus status, Severity severity) {
        return Finding.newBuilder()
                .setId(id)
                .setPattern("hung-cohort")
                .setCluster("prod")
                .setSeverity(severity)
                .setStatus(status)
                .setRevision(revision)
                .setTitle("nodes hang")
                .setScope(Scope.newBuilder().setNodeCount(3).build())
                .setFirstSeen(Instant.EPOCH)
                .setLastSeen(Instant.EPOCH)
                .build();
    }
}
