/// Work that is done again and again until it is closed.
@NullMarked
package dev.inquest.collectors.rounds;

import org.jspecify.annotations.NullMarked;
