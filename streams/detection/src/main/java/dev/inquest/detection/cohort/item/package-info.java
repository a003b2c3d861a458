/// What nodes can share: items, and the dictionary that gives them small numbers.
@NullMarked
package dev.inquest.detection.cohort.item;

import org.jspecify.annotations.NullMarked;
