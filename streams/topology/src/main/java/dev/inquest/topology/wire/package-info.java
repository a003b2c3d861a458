/// The one place where records on the wire become what detection thinks in, and back.
@NullMarked
package dev.inquest.topology.wire;

import org.jspecify.annotations.NullMarked;
