/// What Inquest tells of itself: numbers that can be scraped or sent, and spans of its pipeline.
@NullMarked
package dev.inquest.telemetry;

import org.jspecify.annotations.NullMarked;
