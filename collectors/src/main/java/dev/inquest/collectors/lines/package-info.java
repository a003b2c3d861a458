/// Bytes to lines, whatever the bytes.
@NullMarked
package dev.inquest.collectors.lines;

import org.jspecify.annotations.NullMarked;
