/// The health of this host's resources.
@NullMarked
package dev.inquest.collectors.vitals;

import org.jspecify.annotations.NullMarked;
