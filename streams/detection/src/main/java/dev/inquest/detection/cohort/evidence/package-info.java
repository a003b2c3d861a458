/// The arithmetic of evidence: bets, tails and ratios. It knows numbers only, no nodes.
@NullMarked
package dev.inquest.detection.cohort.evidence;

import org.jspecify.annotations.NullMarked;
