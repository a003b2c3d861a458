/// The node application: joins the events of each node and tells of its changes.
@NullMarked
package dev.inquest.topology.node;

import org.jspecify.annotations.NullMarked;
