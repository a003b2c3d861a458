package dev.inquest.topology.node;

import java.io.Serial;

/// Sends an event that cannot be its node's own to the dead letters, with the reason.
public final class UnattributedEvent extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    UnattributedEvent(String reason) {
        super(reason, null, false, false);
    }
}
