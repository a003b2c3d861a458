/// What the cluster knows of its nodes: the Node object, trimmed, and the lease.
@NullMarked
package dev.inquest.collectors.cluster.node;

import org.jspecify.annotations.NullMarked;
