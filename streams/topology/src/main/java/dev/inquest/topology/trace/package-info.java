/// One trace from an event to the findings that it leads to.
@NullMarked
package dev.inquest.topology.trace;

import org.jspecify.annotations.NullMarked;
