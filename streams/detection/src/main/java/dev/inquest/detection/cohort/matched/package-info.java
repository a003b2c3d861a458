/// A failing node and the healthy nodes it is compared with.
@NullMarked
package dev.inquest.detection.cohort.matched;

import org.jspecify.annotations.NullMarked;
