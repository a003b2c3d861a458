package dev.inquest.collectors.netlink;

import dev.inquest.collectors.netlink.Reception.Datagram;
import dev.inquest.collectors.netlink.Reception.Overrun;
import dev.inquest.collectors.netlink.Reception.Quiet;
import dev.inquest.collectors.netlink.RouteMessage.AddressGone;
import dev.inquest.collectors.netlink.RouteMessage.AddressSeen;
import dev.inquest.collectors.netlink.RouteMessage.DumpDone;
import dev.inquest.collectors.netlink.RouteMessage.DumpInterrupted;
import dev.inquest.collectors.netlink.RouteMessage.LinkGone;
import dev.inquest.collectors.netlink.RouteMessage.LinkSeen;
import dev.inquest.collectors.netlink.RouteMessage.Refused;
import java.time.Duration;

/// Keeps a table of all links true: a full listing at first, changes from then on, and a full
/// listing again after every loss.
///
/// Listing and changes come over one channel in the order in which they happened, so a change that
/// arrives during a listing belongs into the table that is being built. A listing begins only when
/// nothing waits to be read: until then, the kernel drops what it has to say without a word.
public final class RouteWatch {

    /// How long it waits for the kernel to pause before it lists anew after a loss.
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Where links change all the time no listing is ever undisturbed; so many are enough.
    private static final int LISTINGS = 5;

    /// A kernel that never pauses is interrupted after so many datagrams.
    private static final int PATIENCE = 1_000;

    /// A listing that brings nothing for so many waits has been forgotten.
    private static final int SILENT_WAITS = 50;

    private enum Phase {
        FOLLOWING,
        LISTING_LINKS,
        LISTING_ADDRESSES
    }

    private final RouteChannel channel;
    private Phase phase = Phase.FOLLOWING;
    private RouteTable table = new RouteTable();
    private RouteTable fresh = new RouteTable();
    private int sequence;
    private int disturbed;
    private int waits;
    private int sinceLoss = PATIENCE;
    private boolean incomplete = true;
    private boolean listed;
    private boolean changed;
    private long listings;

    public RouteWatch(RouteChannel channel) {
        this.channel = channel;
    }

    /// Takes what the kernel says next, waiting at most so long.
    ///
    /// @return whether it said anything
    public boolean follow(Duration longest) throws NetlinkFailed {
        return switch (channel.receive(patience(longest))) {
            case Quiet _ -> {
                pause();
                yield false;
            }
            case Overrun _ -> {
                incomplete = true;
                sinceLoss = 0;
                yield true;
            }
            case Datagram(var bytes) -> {
                waits = 0;
                sinceLoss++;
                for (var message : RouteReader.read(bytes)) {
                    take(message);
                }
                yield true;
            }
        };
    }

    private Duration patience(Duration longest) {
        if (phase != Phase.FOLLOWING || !incomplete) {
            return longest;
        }
        if (sinceLoss >= PATIENCE) {
            return Duration.ZERO;
        }
        return longest.compareTo(PAUSE) < 0 ? longest : PAUSE;
    }

    /// Nothing waits to be read: the moment to list, if a listing is needed.
    private void pause() throws NetlinkFailed {
        if (phase != Phase.FOLLOWING) {
            if (++waits > SILENT_WAITS) {
                throw new NetlinkFailed("the kernel does not finish a listing");
            }
        } else if (incomplete) {
            incomplete = false;
            sinceLoss = 0;
            listings++;
            fresh = new RouteTable();
            ask(Phase.LISTING_LINKS, RouteReader.RTM_GETLINK);
        }
    }

    private void ask(Phase next, int type) throws NetlinkFailed {
        phase = next;
        waits = 0;
        channel.requestDump(type, ++sequence);
    }

    private void take(RouteMessage message) throws NetlinkFailed {
        switch (message) {
            case DumpDone(var answered) -> done(answered);
            case DumpInterrupted(var answered) -> incomplete |= isAsked(answered);
            case Refused(var answered, var errno) -> refused(answered, errno);
            case LinkSeen _, LinkGone _, AddressSeen _, AddressGone _ -> {
                changed |= table.apply(message);
                if (phase != Phase.FOLLOWING) {
                    fresh.apply(message);
                }
            }
        }
    }

    private boolean isAsked(int answered) {
        return phase != Phase.FOLLOWING && answered == sequence;
    }

    private void refused(int answered, int errno) throws NetlinkFailed {
        if (isAsked(answered)) {
            throw new NetlinkFailed("listing links", errno);
        }
    }

    private void done(int answered) throws NetlinkFailed {
        if (!isAsked(answered)) {
            return;
        }
        if (phase == Phase.LISTING_LINKS) {
            ask(Phase.LISTING_ADDRESSES, RouteReader.RTM_GETADDR);
            return;
        }
        phase = Phase.FOLLOWING;
        disturbed = incomplete ? disturbed + 1 : 0;
        if (incomplete && disturbed < LISTINGS) {
            return;
        }
        table = fresh;
        fresh = new RouteTable();
        listed = true;
        changed = true;
    }

    /// Whether the table can be believed: nothing was lost, or it cannot be had any better.
    public boolean isTrue() {
        return listed && phase == Phase.FOLLOWING && (!incomplete || disturbed >= LISTINGS);
    }

    /// Whether the table may have changed since this was last asked.
    public boolean takeChanged() {
        var was = changed;
        changed = false;
        return was;
    }

    /// How often everything was listed: once, and once more for each loss.
    public long listings() {
        return listings;
    }

    /// The links as they are now.
    public RouteTable table() {
        return table;
    }
}
