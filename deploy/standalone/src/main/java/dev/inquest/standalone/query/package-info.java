/// The query server of this process, over the platform it stands on.
@NullMarked
package dev.inquest.standalone.query;

import org.jspecify.annotations.NullMarked;
