/// Restarts of containers, and whose they are.
@NullMarked
package dev.inquest.collectors.cluster.pod;

import org.jspecify.annotations.NullMarked;
