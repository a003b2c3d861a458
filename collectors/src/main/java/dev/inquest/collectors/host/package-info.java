/// Bounded reading of the small files in which a kernel tells about itself.
@NullMarked
package dev.inquest.collectors.host;

import org.jspecify.annotations.NullMarked;
