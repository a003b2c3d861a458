/// Proof of life, and the goodbye.
@NullMarked
package dev.inquest.collectors.heartbeat;

import org.jspecify.annotations.NullMarked;
