/// Who on this node makes network links, and so may own them.
@NullMarked
package dev.inquest.collectors.owners;

import org.jspecify.annotations.NullMarked;
