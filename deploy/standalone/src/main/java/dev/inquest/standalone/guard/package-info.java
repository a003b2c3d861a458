/// The rollout guard over HTTP, as Prometheus scrapes it.
@NullMarked
package dev.inquest.standalone.guard;

import org.jspecify.annotations.NullMarked;
