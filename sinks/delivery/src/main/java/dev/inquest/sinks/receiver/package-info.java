/// What a new sink implements: what its receiver wants to hear, and how it is told.
@NullMarked
package dev.inquest.sinks.receiver;

import org.jspecify.annotations.NullMarked;
