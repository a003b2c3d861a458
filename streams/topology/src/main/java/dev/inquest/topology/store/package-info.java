/// What the applications remember, as bytes in their stores.
@NullMarked
package dev.inquest.topology.store;

import org.jspecify.annotations.NullMarked;
