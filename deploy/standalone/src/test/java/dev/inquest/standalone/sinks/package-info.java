/// Sinks end to end: a real broker, a strict stand-in, real processes that are killed.
@NullMarked
package dev.inquest.standalone.sinks;

import org.jspecify.annotations.NullMarked;
