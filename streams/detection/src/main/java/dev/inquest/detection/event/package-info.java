/// What detection is told: one variant per topic of events.
@NullMarked
package dev.inquest.detection.event;

import org.jspecify.annotations.NullMarked;
