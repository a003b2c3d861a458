/// Keeps watch over many nodes: feeds their events to the rules and patterns, and lets time pass.
@NullMarked
package dev.inquest.detection.watch;

import org.jspecify.annotations.NullMarked;
