/// What a node would do at its next panic, told from its facts.
@NullMarked
package dev.inquest.detection.forecast;

import org.jspecify.annotations.NullMarked;
