/// The kernel's own log of this host, and what its lines mean on the wire.
@NullMarked
package dev.inquest.collectors.kernel;

import org.jspecify.annotations.NullMarked;
