/// The words of a verdict: a case, what it rests on, what to do about it.
@NullMarked
package dev.inquest.detection.cases;

import org.jspecify.annotations.NullMarked;
