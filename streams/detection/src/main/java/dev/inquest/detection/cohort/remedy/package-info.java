/// What to move to: remedies that the fleet itself has tried.
@NullMarked
package dev.inquest.detection.cohort.remedy;

import org.jspecify.annotations.NullMarked;
