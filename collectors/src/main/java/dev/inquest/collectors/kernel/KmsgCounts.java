package dev.inquest.collectors.kernel;

/// How many records of `/dev/kmsg` were seen since the start, for the heartbeat.
///
/// @param kernel records of facility 0
/// @param user records that programs wrote
/// @param lost records that were overwritten before they could be read, by gaps in the sequence
public record KmsgCounts(long kernel, long user, long lost) {

    static final KmsgCounts NONE = new KmsgCounts(0, 0, 0);

    KmsgCounts and(KmsgRecord record, long gap) {
        return record.isKernel()
                ? new KmsgCounts(kernel + 1, user, lost + gap)
                : new KmsgCounts(kernel, user + 1, lost + gap);
    }
}
