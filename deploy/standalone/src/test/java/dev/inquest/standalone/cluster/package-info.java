/// A Kubernetes API, the cluster collector and the detection, from end to end.
@NullMarked
package dev.inquest.standalone.cluster;

import org.jspecify.annotations.NullMarked;
