/// What the node agent costs a node.
@NullMarked
package dev.inquest.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
