package dev.inquest.sinks.standin;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import java.time.Instant;
import java.util.List;

/// A finding as tests of sinks need one: open, told once, and it pages. A test says what it is
/// about.
public final class SomeFinding {

    public static final Instant FIRST_SEEN = Instant.parse("2024-06-17T02:00:00Z");
    public static final Instant LAST_SEEN = Instant.parse("2024-06-17T02:05:00Z");

    private SomeFinding() {}

    /// Three nodes of prod hang.
    public static Finding.Builder of(String id) {
        return Finding.newBuilder()
                .setId(id)
                .setPattern("hung-cohort")
                .setCluster("prod")
                .setSeverity(Severity.ERROR)
                .setStatus(FindingStatus.OPEN)
                .setRevision(1)
                .setTitle("3 nodes of prod hang")
                .setNarrative("They fell silent.")
                .setScope(
                        Scope.newBuilder()
                                .setNodeCount(3)
                                .setNodes(List.of("prod/n1", "prod/n2", "prod/n3"))
                                .build())
                .setPages(true)
                .setPagingReason("a second witness")
                .setFirstSeen(FIRST_SEEN)
                .setLastSeen(LAST_SEEN);
    }
}
