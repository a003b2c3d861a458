/// The network links of this host.
@NullMarked
package dev.inquest.collectors.links;

import org.jspecify.annotations.NullMarked;
