/// What a finding says, cut to what a receiver takes.
@NullMarked
package dev.inquest.sinks.text;

import org.jspecify.annotations.NullMarked;
