/// Known issues and link families, read from data files.
@NullMarked
package dev.inquest.topology.known;

import org.jspecify.annotations.NullMarked;
