/// The whole fleet as it stands and stood within the last hour, compact enough for a million nodes.
@NullMarked
package dev.inquest.detection.cohort.roster;

import org.jspecify.annotations.NullMarked;
