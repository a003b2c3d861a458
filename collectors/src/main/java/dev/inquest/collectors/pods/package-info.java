/// Restarts of containers, handed in as a file.
@NullMarked
package dev.inquest.collectors.pods;

import org.jspecify.annotations.NullMarked;
