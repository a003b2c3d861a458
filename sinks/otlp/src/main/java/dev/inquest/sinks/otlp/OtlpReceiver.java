package dev.inquest.sinks.otlp;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import dev.inquest.telemetry.Identity;
import dev.inquest.telemetry.otlp.Otlp;
import dev.inquest.telemetry.otlp.Outcome;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Tells an OpenTelemetry receiver of findings. One record per request: a receiver that takes a
/// request only in part says how many records it rejected, not which.
final class OtlpReceiver implements Receiver {

    private final Otlp otlp;
    private final Identity identity;
    private final Predicate<Finding> wanted;
    private final InstantSource clock;

    OtlpReceiver(Otlp otlp, Identity identity, Predicate<Finding> wanted, InstantSource clock) {
        this.otlp = otlp;
        this.identity = identity;
        this.wanted = wanted;
        this.clock = clock;
    }

    @Override
    public Interest interest() {
        return Interest.everyRevisionOf(wanted);
    }

    @Override
    public List<Answer> tell(List<Notice> notices) throws InterruptedException {
        var answers = new ArrayList<Answer>();
        for (var notice : notices) {
            answers.add(answer(otlp.send(request(notice))));
        }
        return answers;
    }

    private ExportLogsServiceRequest request(Notice notice) {
        var scope =
                ScopeLogs.newBuilder()
                        .setScope(identity.scope())
                        .addLogRecords(FindingRecord.of(notice, clock.instant()));
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                        ResourceLogs.newBuilder()
                                .setResource(identity.resource())
                                .addScopeLogs(scope))
                .build();
    }

    private Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted when accepted.rejected() > 0 ->
                    Answer.refused("rejected: " + accepted.message());
            case Outcome.Accepted _ -> Answer.accepted();
            case Outcome.Refused refused -> Answer.refused(refused.reason());
            case Outcome.Later later -> new Answer.Later(later.reason(), later.after());
        };
    }

    /// A log wakes nobody by itself.
    @Override
    public boolean wakes() {
        return false;
    }

    @Override
    public void close() {
        otlp.close();
    }
}
