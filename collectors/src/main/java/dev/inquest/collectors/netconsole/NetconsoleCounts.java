package dev.inquest.collectors.netconsole;

/// What the listener has counted since its start.
///
/// @param datagrams all that arrived, of known senders or not
/// @param unknown those of senders that belong to no node
/// @param senders senders followed now
/// @param evicted senders that had to make room for others
/// @param lost records that are lost for certain: the senders' own counts or missing fragments
///   prove it
/// @param missing sequence numbers that were given up: an upper bound of what was lost, because
///   records below the console's log level are never sent
/// @param late records that came after they were given up
/// @param duplicates records that came twice
/// @param resets senders that began to count anew, as after a reboot
/// @param dropped datagrams that this host's kernel threw away before we read them
public record NetconsoleCounts(
        long datagrams,
        long unknown,
        int senders,
        long evicted,
        long lost,
        long missing,
        long late,
        long duplicates,
        long resets,
        long dropped) {

    static final NetconsoleCounts NONE = new NetconsoleCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    NetconsoleCounts and(Sender sender) {
        var order = sender.counts();
        return new NetconsoleCounts(
                datagrams,
                unknown,
                senders,
                evicted,
                lost + sender.lost(),
                missing + order.missing(),
                late + order.late(),
                duplicates + order.duplicates(),
                resets + order.resets(),
                dropped);
    }

    @Override
    public String toString() {
        return ("%d datagrams of %d senders; %d of unknown senders; lost for certain %d, sequence"
                        + " numbers never seen %d, late %d, twice %d, new starts %d; dropped by the"
                        + " kernel %d; senders evicted %d")
                .formatted(
                        datagrams,
                        senders,
                        unknown,
                        lost,
                        missing,
                        late,
                        duplicates,
                        resets,
                        dropped,
                        evicted);
    }
}
