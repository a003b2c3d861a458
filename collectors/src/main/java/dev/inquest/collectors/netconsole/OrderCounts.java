package dev.inquest.collectors.netconsole;

/// What the sequence numbers of a sender showed.
///
/// @param missing sequence numbers that were given up: at most so many records were lost
/// @param late records that came after they were given up; these are not lost
/// @param ahead records too far ahead to be ordered
/// @param duplicates records that came twice
/// @param resets how often counting began anew, as after a reboot
record OrderCounts(long missing, long late, long ahead, long duplicates, long resets) {

    static final OrderCounts NONE = new OrderCounts(0, 0, 0, 0, 0);

    OrderCounts andMissing(long more) {
        return new OrderCounts(missing + more, late, ahead, duplicates, resets);
    }

    OrderCounts andLate() {
        return new OrderCounts(missing, late + 1, ahead, duplicates, resets);
    }

    OrderCounts andAhead() {
        return new OrderCounts(missing, late, ahead + 1, duplicates, resets);
    }

    OrderCounts andDuplicate() {
        return new OrderCounts(missing, late, ahead, duplicates + 1, resets);
    }

    OrderCounts andReset() {
        return new OrderCounts(missing, late, ahead, duplicates, resets + 1);
    }
}
