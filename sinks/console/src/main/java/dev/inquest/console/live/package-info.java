/// What changes, told to every open screen.
@NullMarked
package dev.inquest.console.live;

import org.jspecify.annotations.NullMarked;
