/// What becomes of one node: its joined memory, its states, and the rules that move it.
@NullMarked
package dev.inquest.detection.node;

import org.jspecify.annotations.NullMarked;
