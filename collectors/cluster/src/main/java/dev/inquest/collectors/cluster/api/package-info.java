/// The Kubernetes API: one client, one watch per kind of object, and what is wrong with them.
@NullMarked
package dev.inquest.collectors.cluster.api;

import org.jspecify.annotations.NullMarked;
