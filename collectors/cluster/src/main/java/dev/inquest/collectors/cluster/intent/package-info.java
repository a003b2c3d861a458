/// Plans to take a node away: marks on Node objects, windows in a file, what people declare.
@NullMarked
package dev.inquest.collectors.cluster.intent;

import org.jspecify.annotations.NullMarked;
