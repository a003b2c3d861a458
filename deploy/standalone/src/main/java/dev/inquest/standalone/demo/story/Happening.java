package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/// What the simulated world lets others see: a record that a collector would have published, or
/// text on a console that a collector has yet to read.
public sealed interface Happening {

    /// When, in story time.
    Duration at();

    /// The node it is about.
    NodeKey node();

    /// A record, as a node agent or cluster collector would publish it.
    record Published<V extends SpecificRecord>(
            Duration at, NodeKey node, Topic<V> topic, String key, V value) implements Happening {}

    /// Raw text that appears on the node's serial console, one byte per character.
    record Printed(Duration at, NodeKey node, String text) implements Happening {}
}
