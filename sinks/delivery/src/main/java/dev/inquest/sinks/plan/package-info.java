/// Which sinks run and what they are told: `sinks.yaml`.
@NullMarked
package dev.inquest.sinks.plan;

import org.jspecify.annotations.NullMarked;
