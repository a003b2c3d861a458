/// Watches the Kubernetes API for one cluster, and turns what it sees into events.
@NullMarked
package dev.inquest.collectors.cluster;

import org.jspecify.annotations.NullMarked;
