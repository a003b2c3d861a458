/// The fleet application: turns changes of nodes into findings.
@NullMarked
package dev.inquest.topology.fleet;

import org.jspecify.annotations.NullMarked;
