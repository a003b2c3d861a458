/// Recorded events and raw logs, read back in the order of their times.
@NullMarked
package dev.inquest.standalone.replay;

import org.jspecify.annotations.NullMarked;
