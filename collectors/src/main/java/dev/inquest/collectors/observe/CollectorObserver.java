package dev.inquest.collectors.observe;

import dev.inquest.schemas.TraceContext;
import java.time.Instant;

/// Hears what happens inside collectors, so that they need not know how it is logged or counted.
public interface CollectorObserver {

    /// Hears nothing.
    CollectorObserver NONE = new CollectorObserver() {};

    /// A collector began its work.
    default void started(String collector, String what) {}

    /// A collector ended its work.
    default void stopped(String collector) {}

    /// A source cannot be read; said once until it can be read again.
    default void blind(String source, String why) {}

    /// A source that was blind can be read again.
    default void seeing(String source) {}

    /// Records of a source are lost for good.
    default void gap(String source, long lost) {}

    /// Kafka has an event, the beginning of a trace; called often.
    ///
    /// @param at when the collector saw it
    default void published(String topic, String key, Instant at, TraceContext trace) {}

    /// An event will never reach Kafka.
    default void publishFailed(String topic, String why) {}

    /// Kafka or the registry does not accept events; they wait, bounded in number and age.
    default void publishWaits(String why) {}

    /// Events are accepted again.
    default void publishResumed() {}

    /// The spool had no room for so many events of a topic, or they can be read no more.
    default void spoolDropped(String topic, long events) {}

    /// The disk does not take or give events; they wait in memory.
    default void spoolFails(String why) {}

    /// The disk takes and gives events again.
    default void spoolWorks() {}

    /// One line of an input file is not what it should be; reading goes on behind it.
    default void brokenLine(String file, long line, String why) {}

    /// A file is left out, and why.
    default void fileIgnored(String file, String why) {}

    /// Something arrived from an address that belongs to no node; said once per sender.
    default void unknownSender(String source, String address) {}

    /// A source works, but not as it was asked to.
    default void limited(String source, String why) {}

    /// What a source has counted since its start; told once a minute, when it changed.
    default void counted(String source, String what) {}

    /// One round of a repeated task failed; the next one comes as usual.
    default void roundFailed(String collector, Throwable why) {}
}
