/// Topics that collectors read: what others know of the nodes.
@NullMarked
package dev.inquest.collectors.follow;

import org.jspecify.annotations.NullMarked;
