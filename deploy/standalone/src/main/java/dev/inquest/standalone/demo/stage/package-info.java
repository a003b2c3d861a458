/// How the story reaches the real world: Kafka topics and console files, and a clock that waits for
/// both.
@NullMarked
package dev.inquest.standalone.demo.stage;

import org.jspecify.annotations.NullMarked;
